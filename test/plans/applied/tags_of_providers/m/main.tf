terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
      configuration_aliases = [aws.main, aws.other]
    }
  }
}
data "aws_region" "o" { provider = aws.other }
data "aws_caller_identity" "o" { provider = aws.other }
resource "aws_sns_topic" "x" {
  provider = aws.other
  name = "m-${data.aws_region.o.name}"
  tags = { A = "b" }
}
resource "aws_ssm_parameter" "p" {
  provider = aws.main
  name = "/m/topic"
  type = "String"
  value = aws_sns_topic.x.arn
  tags = { T = aws_sns_topic.x.arn }
}

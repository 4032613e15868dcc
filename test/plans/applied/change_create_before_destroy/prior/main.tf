resource "terraform_data" "v" { input = "1" }
resource "aws_sns_topic" "t" {
  name_prefix = "tp-"
  lifecycle { create_before_destroy = true }
}
resource "aws_cloudwatch_log_group" "g" {
  name = "g-1"
  lifecycle { create_before_destroy = true }
}
resource "aws_s3_bucket" "b" { bucket = "acme-cbd" }

resource "aws_s3_bucket" "b" { bucket = "acme-blk" }
resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}
module "life" {
  source = "./life"
  bucket = aws_s3_bucket_versioning.v.bucket
  rules = {
    logs = { prefix = "logs/${aws_s3_bucket.b.id}/", transitions = [{ days = 30, class = "STANDARD_IA" }, { days = 90, class = "GLACIER" }] }
    tmp = { expire = 7 }
    none = null
  }
}
resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name = "blk"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 1
  threshold = 1
  alarm_description = "${aws_s3_bucket_versioning.v.versioning_configuration[0].status} ${join(",", [for r in module.life.rules : r.id])} ${jsonencode(module.life.first_days)}"
  dynamic "metric_query" {
    for_each = { for i, n in ["e1", "m1"] : n => i }
    iterator = q
    content {
      id = q.key
      return_data = q.value == 0
      expression = q.value == 0 ? "m1*2" : null
      label = "${q.key}-${aws_s3_bucket.b.id}"
      dynamic "metric" {
        for_each = q.value == 0 ? [] : [aws_s3_bucket.b.id]
        content {
          metric_name = "NumberOfObjects"
          namespace = "AWS/S3"
          period = 60
          stat = "Sum"
          dimensions = { BucketName = metric.value, Arn = aws_s3_bucket.b.arn }
        }
      }
    }
  }
}
resource "aws_sns_topic" "t" { name = "blk" }

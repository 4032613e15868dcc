variable "name" {}
variable "account" {}
variable "trails" {}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = { ManagedBy = "terraform" }
}
resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_policy" "this" {
  bucket     = aws_s3_bucket.this.bucket
  depends_on = [aws_s3_bucket_public_access_block.this]
  policy     = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
          "Resource": ["${aws_s3_bucket.this.arn}", "${aws_s3_bucket.this.arn}/*"],
          "Condition": { "Bool": { "aws:SecureTransport": "false" } }
        },
        {
          "Sid": "Check", "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" },
          "Action": "s3:getbucketacl",
          "Resource": "${aws_s3_bucket.this.arn}",
          "Condition": { "StringLike": { "AWS:SOURCEARN": "arn:aws:cloudtrail:*:${var.account}:trail/*" } }
        },
        {
          "Sid": "Audit", "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" },
          "Action": ["s3:PutObject"],
          "Resource": ["${aws_s3_bucket.this.arn}", "${aws_s3_bucket.this.arn}/audit/AWSLogs/${var.account}/*"],
          "Condition": {
            "StringEquals": { "s3:x-amz-acl": ["bucket-owner-full-control"] },
            "ArnLike": { "aws:sourceArn": "arn:aws:cloudtrail:*:${var.account}:trail/audit" }
          }
        },
        {
          "Sid": "Data", "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" },
          "Action": "s3:Put*",
          "Resource": "${aws_s3_bucket.this.arn}/data/AWSLogs/*",
          "Condition": {
            "stringequals": { "S3:X-Amz-Acl": "bucket-owner-full-control" },
            "ArnEquals": { "aws:SourceArn": ["${var.trails}/audit", "${var.trails}/data"] }
          }
        }
      ]
    }
  JSON
}
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    id     = "other"
    status = "Enabled"
    filter {
      prefix = "tmp/"
    }
    expiration {
      days = 1
    }
  }
  rule {
    id     = "tagged"
    status = "Enabled"
    filter {
      tag {
        key   = "class"
        value = "copy"
      }
    }
    expiration {
      days = 7
    }
  }
  rule {
    id     = "logs"
    status = "Enabled"
    filter {}
    transition {
      days          = 30
      storage_class = "GLACIER"
    }
    expiration {
      days = 400
    }
  }
}
output "id" { value = aws_s3_bucket.this.id }

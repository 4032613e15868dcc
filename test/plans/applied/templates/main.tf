variable "principals" { default = ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/x"] }
resource "aws_s3_bucket" "b" { bucket = "acme-tpl" }
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        %{~ for i, p in var.principals ~}
        {
          "Sid": "P${i}",
          "Effect": "Allow",
          "Principal": { "AWS": ${jsonencode(p)} },
          "Action": "s3:GetObject",
          "Resource": "${aws_s3_bucket.b.arn}/*"
        }%{ if i < length(var.principals) - 1 },%{ endif }
        %{~ endfor ~}
      ]
    }
  EOT
}
resource "aws_iam_role" "r" {
  name = "tpl"
  assume_role_policy = templatefile("${path.module}/trust.json.tftpl", { services = ["ec2", "lambda"], external = aws_s3_bucket.b.id })
}
resource "aws_iam_role_policy" "p" {
  name = "inline"
  role = aws_iam_role.r.name
  policy = templatefile("${path.module}/pol.tftpl", { bucket = aws_s3_bucket.b.arn, prefixes = ["a", "b"] })
}
resource "aws_s3_object" "o" {
  bucket = aws_s3_bucket.b.id
  key = "motd"
  content = "%{ if aws_s3_bucket.b.id == "acme-tpl" }yes ${aws_s3_bucket.b.arn}%{ else }no%{ endif }"
}

variable "role" {}
variable "stream" {}

resource "aws_iam_policy" "this" {
  name = "audit-delivery"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for action in ["CreateLogStream", "PutLogEvents"] : {
      Effect   = "Allow"
      Action   = "logs:${action}"
      Resource = var.stream
    }]
  })
}
resource "aws_iam_role_policy_attachment" "this" {
  role       = var.role
  policy_arn = aws_iam_policy.this.arn
}

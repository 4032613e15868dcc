resource "aws_s3_bucket" "b" { bucket = "acme-str" }
resource "aws_iam_role" "r" {
  name = "Str-Role"
  description = "für ${aws_s3_bucket.b.id} – $${literal} %%{x} \"q\" \\ tab\tend"
  assume_role_policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
    %{for i, s in ["ec2", "lambda"]~}
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "${s}.amazonaws.com"}, "Condition": {"StringEquals": {"sts:ExternalId": "${aws_s3_bucket.b.arn}"}}}%{if i == 0},%{endif}
    %{endfor~}
      ]
    }
  JSON
}
resource "aws_s3_object" "o" {
  bucket = aws_s3_bucket.b.id
  key = format("%s/%04d-%x-%.2f-%t.txt", "p", 42, 255, 3.14159, true)
  content = <<EOT
line one ${aws_iam_role.r.arn}
  indented %{ if aws_s3_bucket.b.id != "" ~}
    kept ${upper(aws_iam_role.r.name)}
  %{~ else }
    dropped
  %{ endif }
	tab $${not} "quotes"
EOT
}
resource "aws_s3_object" "p" {
  bucket = aws_s3_bucket.b.id
  key = "x"
  content = join("\n", [
    indent(4, "a\nb ${aws_s3_bucket.b.id}"),
    chomp("c ${aws_s3_bucket.b.id}\n\n"),
    strrev(aws_s3_bucket.b.id),
    trimspace("  ${aws_iam_role.r.id} "),
    replace(aws_iam_role.r.arn, "/(role)\\/(.*)/", "$2 is a $1"),
    formatlist("%s-%s", ["a", "b"], aws_s3_bucket.b.id)[1],
    templatestring(local.t, { who = aws_iam_role.r.name }),
    title("hello ${aws_s3_bucket.b.id}"),
    base64gzip("x") == "" ? "" : "gz",
    sha1(aws_iam_role.r.arn),
    uuidv5("dns", "acme.example"),
    textencodebase64(aws_s3_bucket.b.id, "UTF-16LE"),
    jsonencode("é<${aws_s3_bucket.b.id}>&"),
    tostring(length("ü${aws_s3_bucket.b.id}")),
    csvdecode("a,b\n1,${aws_s3_bucket.b.id}")[0].b,
  ])
}
locals { t = "hi $${who}" }

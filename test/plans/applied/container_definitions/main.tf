data "aws_region" "r" {}
resource "aws_ecr_repository" "r" {
  for_each = toset(["api", "side/car"])
  name = "acme/${each.key}"
}
resource "aws_cloudwatch_log_group" "g" { name = "/ecs/api" }
resource "aws_ecs_cluster" "c" { name = "main" }
resource "aws_iam_role" "t" {
  name = "task"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}
locals {
  env = { BUCKET = aws_s3_bucket.b.id, TABLE_ARN = "x", REGION = data.aws_region.r.name }
}
resource "aws_s3_bucket" "b" { bucket = "acme-ecs-b" }
resource "aws_ecs_task_definition" "t" {
  family = "api"
  task_role_arn = aws_iam_role.t.arn
  execution_role_arn = aws_iam_role.t.arn
  requires_compatibilities = ["FARGATE"]
  network_mode = "awsvpc"
  cpu = 256
  memory = 512
  container_definitions = jsonencode([for k, r in aws_ecr_repository.r : {
    name = replace(k, "/", "-")
    image = "${r.repository_url}:latest"
    essential = true
    environment = [for n, v in local.env : { name = n, value = v }]
    portMappings = k == "api" ? [{ containerPort = 80, hostPort = 80, protocol = "tcp" }] : []
    logConfiguration = { logDriver = "awslogs", options = { awslogs-group = aws_cloudwatch_log_group.g.name, awslogs-region = data.aws_region.r.name, awslogs-stream-prefix = k } }
  }])
}
resource "aws_ecr_lifecycle_policy" "l" {
  for_each = aws_ecr_repository.r
  repository = each.value.name
  policy = jsonencode({ rules = [{ rulePriority = 1, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 5 }, action = { type = "expire" } }] })
}

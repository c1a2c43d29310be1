a = <<-E
  é
  x
E
b = <<-E
   é
  ́x
   y
E

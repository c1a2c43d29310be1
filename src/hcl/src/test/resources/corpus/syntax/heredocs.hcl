a = <<EOT
plain
EOT
b = <<-EOT
    four
      six
    four
  EOT
c = <<-EOT
    ${x}
      y
  EOT
d = <<EOT
EOT
e = <<-EOT
EOT
f = <<-EOT

    blank lines

    stay
    EOT
g = <<EOT
a ${b} c
  %{ if d }
  e
  %{ endif }
EOT
h = [<<A
one
A
, <<B
two
B
]
i = <<EOT
EOT not the end
 EOT2
  EOT
j = <<-EOT
	tab
	  two
EOT
k = <<E
$${x} %%{y} $ % $$
100%
cost $
\n is not an escape
"quotes" stay
E
l = <<-E
  a
 ${b}
   c
E
m = <<-E
   ${a} b
  c ${d}
E
n = <<-E
  %{ for x in y ~}
  ${x}
  %{ endfor ~}
  end
E
o = f(<<E
x
E
)
p = <<É
x
É
q = <<E-F
x
E
E-F
r = {
  a = <<E
x
E
  b = 1
}
s = <<E
${<<F
inner
F
}
E
t = <<-E
  a
	 b
E
u = <<-E
     
  x
E

plain="a   b"
inter="x${ a }y${b+1}${ {c=1} }"
control="%{if a}x%{ else }y%{  endif~}"
trim="${~ a ~}"
escaped="$${a   } %%{b}"
nested="${f("${ g( "deep" ) }")}"
text=<<EOT
  untouched   ${ a }  =1
	tab
EOT
longer_name=1
flush  =  <<-EOT
    one
      two ${b}
    EOT
list=[<<A
a
A
,<<B
b
B
]
after=2

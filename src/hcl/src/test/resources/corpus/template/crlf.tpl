a
${b}
$c
$
%{ if d }
%{ endif }
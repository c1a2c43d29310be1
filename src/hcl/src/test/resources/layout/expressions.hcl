neg=-1
minus=a-1
sum=1+2*3/4%5
signs=[-1,- 2,a- -1,(-b),b*-1,!c,! d]
compare=a==b&&c!=d||e<f&&g>=h
choice=x?-1:+1
index=a[0].b["c"] [1]. d
splat=a.*.b[ * ].c
call=f( a ,b... )
nested=f(g(h( [1,2] ),{a=1,b:2}))
loop=[for x in [1,2]:x if x>1]
pairs={for k,v in m:k=>v...if v!=null}
paren=(1+2)*( 3 )
empty={}
gap={ }
tuple=[ ]
open={
a=1,
bbb=2
"c d"=3
(e)=4
}
long=f(
1,
g(
2))

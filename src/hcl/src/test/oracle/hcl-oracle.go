// SPDX-License-Identifier: MIT

// Command hcl-oracle answers what the Go implementation of HCL makes of a piece of source. Each line of its input is
// one request, "MODE BASE64", and gets one line of output:
//
//	ok DUMP                   understood; the dump is the canonical form that Java's TreeDump prints too
//	err SUMMARY@RANGE|...     refused; all its errors
//	skip REASON               understood, but this version of the library has a known difference
//
// A further mode is one more entry in the table of modes.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

const filename = "f"

var modes = map[string]func(src []byte) string{
	"tokens":   tokens,
	"config":   config,
	"expr":     expression,
	"template": template,
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		mode, payload, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		answer := "fault unknown mode " + mode
		if handler, ok := modes[mode]; ok {
			if src, err := base64.StdEncoding.DecodeString(payload); err != nil {
				answer = "fault " + err.Error()
			} else {
				answer = guarded(handler, src)
			}
		}
		out.WriteString(answer)
		out.WriteByte('\n')
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

func guarded(handler func([]byte) string, src []byte) (answer string) {
	defer func() {
		if r := recover(); r != nil {
			answer = "fault panic " + strings.ReplaceAll(fmt.Sprint(r), "\n", " ")
		}
	}()
	return handler(src)
}

func tokens(src []byte) string {
	list, _ := hclsyntax.LexConfig(src, filename, hcl.InitialPos)
	d := &dumper{}
	for _, t := range list {
		d.word(strings.TrimPrefix(t.Type.String(), "Token"))
		d.rng(t.Range)
	}
	return "ok " + d.String()
}

func config(src []byte) string {
	file, diags := hclsyntax.ParseConfig(src, filename, hcl.InitialPos)
	if diags.HasErrors() {
		return refused(diags)
	}
	d := &dumper{}
	d.body(file.Body.(*hclsyntax.Body))
	return d.answer()
}

func expression(src []byte) string {
	expr, diags := hclsyntax.ParseExpression(src, filename, hcl.InitialPos)
	if diags.HasErrors() {
		return refused(diags)
	}
	d := &dumper{}
	d.expr(expr)
	return d.answer()
}

func template(src []byte) string {
	expr, diags := hclsyntax.ParseTemplate(src, filename, hcl.InitialPos)
	if diags.HasErrors() {
		return refused(diags)
	}
	d := &dumper{}
	d.expr(expr)
	return d.answer()
}

func refused(diags hcl.Diagnostics) string {
	var found []string
	for _, diag := range diags {
		d := &dumper{}
		d.WriteString(diag.Summary)
		d.WriteByte('@')
		if diag.Subject != nil {
			d.rng(*diag.Subject)
		}
		found = append(found, d.String())
	}
	sort.Strings(found)
	return "err " + strings.Join(found, "|")
}

type dumper struct {
	strings.Builder
	skip string
}

func (d *dumper) answer() string {
	if d.skip != "" {
		return "skip " + d.skip
	}
	return "ok " + d.String()
}

func (d *dumper) word(s string) {
	if d.Len() > 0 {
		d.WriteByte(' ')
	}
	d.WriteString(s)
}

func (d *dumper) rng(r hcl.Range) {
	fmt.Fprintf(d, "[%d,%d,%d-%d,%d,%d]",
		r.Start.Line, r.Start.Column, r.Start.Byte, r.End.Line, r.End.Column, r.End.Byte)
}

func (d *dumper) text(s string) {
	d.WriteByte('"')
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x20 && c < 0x7F && c != '"' && c != '\\' {
			d.WriteByte(c)
		} else {
			fmt.Fprintf(d, "\\%02x", c)
		}
	}
	d.WriteByte('"')
}

func (d *dumper) value(v cty.Value) {
	switch {
	case v.IsNull():
		d.WriteString("null")
	case !v.IsKnown():
		d.WriteString("unknown")
	case v.Type() == cty.String:
		d.text(v.AsString())
	case v.Type() == cty.Bool:
		fmt.Fprint(d, v.True())
	default:
		d.WriteString(v.AsBigFloat().Text('e', 30))
	}
}

func (d *dumper) body(b *hclsyntax.Body) {
	d.word("body")
	d.rng(b.SrcRange)
	d.WriteByte('{')
	var attrs []*hclsyntax.Attribute
	for _, a := range b.Attributes {
		attrs = append(attrs, a)
	}
	sort.Slice(attrs, func(i, j int) bool { return attrs[i].SrcRange.Start.Byte < attrs[j].SrcRange.Start.Byte })
	for _, a := range attrs {
		d.word("attr ")
		d.text(a.Name)
		d.rng(a.SrcRange)
		d.rng(a.NameRange)
		d.expr(a.Expr)
	}
	for _, b := range b.Blocks {
		d.word("block ")
		d.text(b.Type)
		d.rng(b.TypeRange)
		for i, label := range b.Labels {
			d.text(label)
			d.rng(b.LabelRanges[i])
		}
		d.rng(b.OpenBraceRange)
		d.rng(b.CloseBraceRange)
		d.rng(b.Range())
		d.rng(b.DefRange())
		d.body(b.Body)
	}
	d.WriteByte('}')
}

func (d *dumper) traversal(steps hcl.Traversal) {
	for _, step := range steps {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			d.word("root ")
			d.text(s.Name)
			d.rng(s.SrcRange)
		case hcl.TraverseAttr:
			d.word("get ")
			d.text(s.Name)
			d.rng(s.SrcRange)
		case hcl.TraverseIndex:
			d.word("at ")
			d.value(s.Key)
			d.rng(s.SrcRange)
		}
	}
}

func (d *dumper) exprs(list []hclsyntax.Expression) {
	for _, e := range list {
		d.expr(e)
	}
}

// parts prints a template's parts as newer versions of the library have them, which join neighbouring literals.
func (d *dumper) parts(list []hclsyntax.Expression) {
	d.exprs(joined(list))
}

func joined(list []hclsyntax.Expression) []hclsyntax.Expression {
	var result []hclsyntax.Expression
	for _, e := range list {
		if lit, ok := literalText(e); ok && len(result) > 0 {
			if last, ok := literalText(result[len(result)-1]); ok {
				result[len(result)-1] = &hclsyntax.LiteralValueExpr{
					Val:      cty.StringVal(last.Val.AsString() + lit.Val.AsString()),
					SrcRange: hcl.RangeBetween(last.SrcRange, lit.SrcRange),
				}
				continue
			}
		}
		result = append(result, e)
	}
	return result
}

// startRange is that of an expression whose templates are joined.
func startRange(e hclsyntax.Expression) hcl.Range {
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		return startRange(joined(e.Parts)[0])
	case *hclsyntax.ConditionalExpr:
		return startRange(e.Condition)
	case *hclsyntax.BinaryOpExpr:
		return startRange(e.LHS)
	case *hclsyntax.ObjectConsKeyExpr:
		return startRange(e.Wrapped)
	case *hclsyntax.ParenthesesExpr:
		return startRange(e.Expression)
	}
	return e.StartRange()
}

func literalText(e hclsyntax.Expression) (*hclsyntax.LiteralValueExpr, bool) {
	lit, ok := e.(*hclsyntax.LiteralValueExpr)
	return lit, ok && lit.Val.Type() == cty.String && !lit.Val.IsNull() && lit.Val.IsKnown()
}

func (d *dumper) expr(expr hclsyntax.Expression) {
	open := func(name string) {
		d.word("(" + name)
		d.rng(expr.Range())
		d.rng(startRange(expr))
	}
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		open("lit")
		d.value(e.Val)
	case *hclsyntax.ScopeTraversalExpr:
		open("var")
		d.traversal(e.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		open("rel")
		d.expr(e.Source)
		d.traversal(e.Traversal)
	case *hclsyntax.FunctionCallExpr:
		open("call")
		d.text(e.Name)
		d.rng(e.NameRange)
		d.rng(e.OpenParenRange)
		d.rng(e.CloseParenRange)
		d.exprs(e.Args)
		if e.ExpandFinal {
			d.word("...")
		}
	case *hclsyntax.ConditionalExpr:
		open("cond")
		d.expr(e.Condition)
		d.expr(e.TrueResult)
		d.expr(e.FalseResult)
	case *hclsyntax.IndexExpr:
		if t, ok := e.Key.(*hclsyntax.TemplateExpr); ok && len(t.Parts) > 1 && len(joined(t.Parts)) == 1 {
			d.skip = "literal key in several tokens"
		}
		open("index")
		d.rng(e.OpenRange)
		d.rng(e.BracketRange)
		d.expr(e.Collection)
		d.expr(e.Key)
	case *hclsyntax.TupleConsExpr:
		open("tuple")
		d.exprs(e.Exprs)
	case *hclsyntax.ObjectConsExpr:
		open("object")
		for _, item := range e.Items {
			d.expr(item.KeyExpr)
			d.expr(item.ValueExpr)
		}
	case *hclsyntax.ObjectConsKeyExpr:
		open("key")
		fmt.Fprint(d, e.ForceNonLiteral)
		d.expr(e.Wrapped)
	case *hclsyntax.ForExpr:
		open("for")
		d.rng(e.CloseRange)
		d.text(e.KeyVar)
		d.text(e.ValVar)
		fmt.Fprint(d, e.Group)
		d.expr(e.CollExpr)
		for _, part := range []hclsyntax.Expression{e.KeyExpr, e.ValExpr, e.CondExpr} {
			if part == nil {
				d.word("none")
			} else {
				d.expr(part)
			}
		}
	case *hclsyntax.SplatExpr:
		open("splat")
		d.expr(e.Source)
		d.expr(e.Each)
	case *hclsyntax.AnonSymbolExpr:
		open("item")
	case *hclsyntax.TemplateExpr:
		open("template")
		d.parts(e.Parts)
	case *hclsyntax.TemplateWrapExpr:
		open("wrap")
		d.expr(e.Wrapped)
	case *hclsyntax.TemplateJoinExpr:
		open("join")
		d.expr(e.Tuple)
	case *hclsyntax.BinaryOpExpr:
		open("binary " + operators[e.Op])
		d.expr(e.LHS)
		d.expr(e.RHS)
	case *hclsyntax.UnaryOpExpr:
		open("unary " + operators[e.Op])
		d.expr(e.Val)
	case *hclsyntax.ParenthesesExpr:
		open("parens")
		d.expr(e.Expression)
	default:
		d.word(fmt.Sprintf("(%T", expr))
	}
	d.WriteByte(')')
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr: "||", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalNot: "!",
	hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=",
	hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpNegate: "-",
	hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%",
}

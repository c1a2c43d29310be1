// SPDX-License-Identifier: MIT

package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

func init() {
	modes["eval"] = evaluate
	modes["number"] = number
	modes["convert"] = conversion
}

// variables are those that Java's SampleVariables has too.
func variables() map[string]cty.Value {
	record := func(a int64, b string) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"a": cty.NumberIntVal(a), "b": cty.StringVal(b)})
	}
	text := cty.StringVal
	whole := cty.NumberIntVal
	recordType := cty.Object(map[string]cty.Type{"a": cty.Number, "b": cty.String})
	return map[string]cty.Value{
		"s":    text("hello"),
		"t":    text("5"),
		"e":    text(""),
		"n":    whole(3),
		"z":    whole(0),
		"neg":  cty.MustParseNumberVal("-2.5"),
		"big":  cty.MustParseNumberVal("123456789012345678901234567890"),
		"b":    cty.True,
		"f":    cty.False,
		"nu":   cty.NullVal(cty.DynamicPseudoType),
		"ns":   cty.NullVal(cty.String),
		"nn":   cty.NullVal(cty.Number),
		"nb":   cty.NullVal(cty.Bool),
		"nl":   cty.NullVal(cty.List(cty.String)),
		"no":   cty.NullVal(recordType),
		"dy":   cty.DynamicVal,
		"us":   cty.UnknownVal(cty.String),
		"un":   cty.UnknownVal(cty.Number),
		"ub":   cty.UnknownVal(cty.Bool),
		"ul":   cty.UnknownVal(cty.List(cty.String)),
		"um":   cty.UnknownVal(cty.Map(cty.Number)),
		"uset": cty.UnknownVal(cty.Set(cty.String)),
		"uo":   cty.UnknownVal(recordType),
		"ut":   cty.UnknownVal(cty.Tuple([]cty.Type{cty.String, cty.Number})),
		"ls":   cty.ListVal([]cty.Value{text("a"), text("b")}),
		"le":   cty.ListValEmpty(cty.String),
		"ln":   cty.ListVal([]cty.Value{whole(1), whole(2), whole(3)}),
		"lu":   cty.ListVal([]cty.Value{text("a"), cty.UnknownVal(cty.String)}),
		"lo":   cty.ListVal([]cty.Value{record(1, "x"), record(2, "y")}),
		"lls":  cty.ListVal([]cty.Value{cty.ListVal([]cty.Value{text("p")}), cty.ListValEmpty(cty.String)}),
		"ss":   cty.SetVal([]cty.Value{text("y"), text("x"), text("B")}),
		"sn":   cty.SetVal([]cty.Value{whole(10), whole(9), cty.MustParseNumberVal("0.5")}),
		"so":   cty.SetVal([]cty.Value{record(2, "y"), record(10, "x")}),
		"su":   cty.SetVal([]cty.Value{text("a"), cty.UnknownVal(cty.String)}),
		"se":   cty.SetValEmpty(cty.Number),
		"ms":   cty.MapVal(map[string]cty.Value{"b": text("two"), "a": text("1")}),
		"mn":   cty.MapVal(map[string]cty.Value{"a": whole(1), "c": whole(7)}),
		"me":   cty.MapValEmpty(cty.String),
		"o":    cty.ObjectVal(map[string]cty.Value{"a": whole(1), "b": text("x"), "c": cty.TupleVal([]cty.Value{cty.True})}),
		"p":    cty.ObjectVal(map[string]cty.Value{"a": text("q"), "b": cty.NullVal(cty.String)}),
		"eo":   cty.EmptyObjectVal,
		"tu":   cty.TupleVal([]cty.Value{whole(1), text("a"), cty.True}),
		"tt":   cty.TupleVal([]cty.Value{record(3, "u"), record(4, "v")}),
		"et":   cty.EmptyTupleVal,
		"x":    text("secret").Mark("sensitive"),
		"xn":   whole(8).Mark("sensitive"),
		"xl":   cty.ListVal([]cty.Value{text("k"), text("l")}).Mark("sensitive"),
		"xe":   cty.TupleVal([]cty.Value{text("k").Mark("sensitive"), text("l")}),
	}
}

// evaluate answers with the type and the value of an expression over the variables.
func evaluate(src []byte) string {
	expr, diags := hclsyntax.ParseExpression(src, filename, hcl.InitialPos)
	if diags.HasErrors() {
		return refused(diags)
	}
	value, diags := expr.Value(&hcl.EvalContext{Variables: variables()})
	if diags.HasErrors() {
		var found []string
		for _, diag := range diags {
			found = append(found, diag.Summary)
		}
		sort.Strings(found)
		return "err " + strings.Join(found, "|")
	}
	return "ok " + shown(value)
}

func shown(value cty.Value) string {
	d := &dumper{}
	types, _ := value.Type().MarshalJSON()
	d.Write(types)
	d.WriteByte(' ')
	d.deep(value)
	return d.String()
}

// number answers with the text of what a string becomes as a number.
func number(src []byte) string {
	value, err := cty.ParseNumberVal(string(src))
	if err != nil {
		return "err"
	}
	return "ok " + value.AsBigFloat().Text('f', -1) + " " + value.AsBigFloat().Text('g', 10)
}

// conversion evaluates an expression, the list "[value, example]", and converts the value to the type of the example.
func conversion(src []byte) string {
	expr, diags := hclsyntax.ParseExpression(src, filename, hcl.InitialPos)
	if diags.HasErrors() {
		return refused(diags)
	}
	pair, diags := expr.Value(&hcl.EvalContext{Variables: variables()})
	if diags.HasErrors() {
		return "err"
	}
	list := pair.AsValueSlice()
	value, err := convert.Convert(list[0], list[1].Type())
	if err != nil {
		return "err " + err.Error()
	}
	return "ok " + shown(value)
}

func (d *dumper) deep(v cty.Value) {
	if v.IsMarked() {
		d.WriteByte('!')
		v, _ = v.Unmark()
	}
	switch {
	case v.IsNull():
		d.WriteString("null")
	case !v.IsKnown():
		d.WriteByte('?')
	case v.Type() == cty.String:
		d.text(v.AsString())
	case v.Type() == cty.Bool:
		fmt.Fprint(d, v.True())
	case v.Type() == cty.Number:
		d.WriteString(v.AsBigFloat().Text('f', -1))
	default:
		keyed := v.Type().IsMapType() || v.Type().IsObjectType()
		d.WriteByte('[')
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			if keyed {
				d.text(key.AsString())
				d.WriteByte('=')
			}
			d.deep(element)
			d.WriteByte(' ')
		}
		d.WriteByte(']')
	}
}

// SPDX-License-Identifier: MIT

package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
)

func init() {
	modes["json-config"] = jsonConfig
	modes["json-expr"] = jsonExpression
}

// jsonSchemas are those that Java's JsonDump has too.
var jsonSchemas = []*hcl.BodySchema{
	{
		Attributes: []hcl.AttributeSchema{{Name: "a"}, {Name: "b"}, {Name: "name"}, {Name: "type"}, {Name: "default"}},
		Blocks: []hcl.BlockHeaderSchema{
			{Type: "block"},
			{Type: "build"},
			{Type: "variable", LabelNames: []string{"name"}},
			{Type: "provisioner", LabelNames: []string{"type"}},
			{Type: "source", LabelNames: []string{"type", "name"}},
		},
	},
	{
		Attributes: []hcl.AttributeSchema{{Name: "block"}, {Name: "name", Required: true}, {Name: "variable"}},
		Blocks: []hcl.BlockHeaderSchema{
			{Type: "a"},
			{Type: "b", LabelNames: []string{"x", "y"}},
			{Type: "default", LabelNames: []string{"z"}},
		},
	},
}

func jsonConfig(src []byte) string {
	file, diags := json.Parse(src, filename)
	if diags.HasErrors() {
		return "err " + place(diags[0], "[]")
	}
	d := &dumper{}
	for _, schema := range jsonSchemas {
		d.jsonBody(file.Body, schema, 0)
	}
	_, rest, _ := file.Body.PartialContent(jsonSchemas[1])
	d.jsonBody(rest, jsonSchemas[0], 0)
	return "ok " + d.String()
}

func jsonExpression(src []byte) string {
	expr, diags := json.ParseExpression(src, filename)
	if diags.HasErrors() {
		return "err " + place(diags[0], "[]")
	}
	d := &dumper{}
	d.jsonExpr(expr)
	return "ok " + d.String()
}

// place is a summary and a range between brackets of the given kind.
func place(diag *hcl.Diagnostic, brackets string) string {
	d := &dumper{}
	if diag.Subject != nil {
		d.rng(*diag.Subject)
	}
	text := strings.Trim(d.String(), "[]")
	return diag.Summary + "@" + brackets[:1] + text + brackets[1:]
}

func (d *dumper) diags(diags hcl.Diagnostics, brackets string) {
	found := map[string]bool{}
	for _, diag := range diags {
		found[place(diag, brackets)] = true
	}
	var list []string
	for text := range found {
		list = append(list, text)
	}
	sort.Strings(list)
	for _, text := range list {
		d.word("!" + text)
	}
}

func (d *dumper) jsonBody(body hcl.Body, schema *hcl.BodySchema, depth int) {
	content, diags := body.Content(schema)
	d.word("body")
	d.rng(content.MissingItemRange)
	d.WriteByte('(')
	d.diags(diags, "[]")
	d.jsonAttributes(content.Attributes)
	for _, block := range content.Blocks {
		d.word("block ")
		d.text(block.Type)
		d.rng(block.TypeRange)
		for i, label := range block.Labels {
			d.text(label)
			d.rng(block.LabelRanges[i])
		}
		if depth < 3 {
			d.jsonBody(block.Body, schema, depth+1)
		}
		attributes, diags := block.Body.JustAttributes()
		d.word("all")
		d.diags(diags, "[]")
		d.jsonAttributes(attributes)
	}
	d.WriteByte(')')
}

func (d *dumper) jsonAttributes(attributes hcl.Attributes) {
	var names []string
	for name := range attributes {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		attribute := attributes[name]
		d.word("attr ")
		d.text(name)
		d.rng(attribute.NameRange)
		d.rng(attribute.Range)
		d.jsonExpr(attribute.Expr)
	}
}

func (d *dumper) jsonExpr(expr hcl.Expression) {
	d.word("expr")
	d.rng(expr.Range())
	d.rng(expr.StartRange())
	d.jsonValue(expr, nil)
	d.jsonValue(expr, &hcl.EvalContext{Variables: variables()})
	d.word("variables")
	for _, traversal := range expr.Variables() {
		d.jsonTraversal(traversal, true)
	}
	if traversal, diags := hcl.AbsTraversalForExpr(expr); !diags.HasErrors() {
		d.word("traversal")
		d.jsonTraversal(traversal, false)
	}
	if call, diags := hcl.ExprCall(expr); !diags.HasErrors() {
		d.word("call ")
		d.text(call.Name)
		fmt.Fprint(d, len(call.Arguments))
	}
	if list, diags := hcl.ExprList(expr); !diags.HasErrors() {
		d.word(fmt.Sprint("list ", len(list)))
	}
	if pairs, diags := hcl.ExprMap(expr); !diags.HasErrors() {
		d.word("map")
		for _, pair := range pairs {
			d.rng(pair.Key.Range())
			d.text(hcl.ExprAsKeyword(pair.Key))
		}
	}
}

func (d *dumper) jsonValue(expr hcl.Expression, ctx *hcl.EvalContext) {
	value, diags := expr.Value(ctx)
	if diags.HasErrors() {
		d.diags(diags, "{}")
		return
	}
	d.word(shown(value))
}

func (d *dumper) jsonTraversal(steps hcl.Traversal, ranges bool) {
	for _, step := range steps {
		var rng hcl.Range
		switch s := step.(type) {
		case hcl.TraverseRoot:
			d.word("root ")
			d.text(s.Name)
			rng = s.SrcRange
		case hcl.TraverseAttr:
			d.word("get ")
			d.text(s.Name)
			rng = s.SrcRange
		case hcl.TraverseIndex:
			d.word("at ")
			if s.Key.Type() == cty.Number && !s.Key.IsNull() {
				d.WriteString(s.Key.AsBigFloat().Text('g', 30))
			} else {
				d.value(s.Key)
			}
			rng = s.SrcRange
		}
		if ranges {
			r := &dumper{}
			r.rng(rng)
			d.WriteString("{" + strings.Trim(r.String(), "[]") + "}")
		}
	}
}

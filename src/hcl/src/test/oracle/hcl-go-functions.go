// SPDX-License-Identifier: MIT

package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/url"
	"path/filepath"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/gocty"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
)

// start is the moment that Java's Calls has too.
var start = time.Date(2026, 11, 23, 1, 2, 3, 0, time.UTC)

// Functions that Packer adds, which do nothing but hand their arguments to Go's own library: what that makes of them is
// what templates see.
func init() {
	digest := func(sum func([]byte) []byte) function.Function {
		return ofTexts(1, func(a []string) (string, error) { return hex.EncodeToString(sum([]byte(a[0]))), nil })
	}
	functions["md5"] = digest(func(b []byte) []byte { s := md5.Sum(b); return s[:] })
	functions["sha1"] = digest(func(b []byte) []byte { s := sha1.Sum(b); return s[:] })
	functions["sha256"] = digest(func(b []byte) []byte { s := sha256.Sum256(b); return s[:] })
	functions["sha512"] = digest(func(b []byte) []byte { s := sha512.Sum512(b); return s[:] })
	functions["base64decode"] = ofTexts(1, func(a []string) (string, error) { return validText(fromBase64(a[0])) })
	functions["base64encode"] = ofTexts(1, func(a []string) (string, error) { return toBase64([]byte(a[0])), nil })
	functions["basename"] = ofTexts(1, func(a []string) (string, error) { return filepath.Base(a[0]), nil })
	functions["dirname"] = ofTexts(1, func(a []string) (string, error) { return filepath.Dir(a[0]), nil })
	functions["urlencode"] = ofTexts(1, func(a []string) (string, error) { return url.QueryEscape(a[0]), nil })
	functions["textencodebase64"] = ofTexts(2, textToBase64)
	functions["textdecodebase64"] = ofTexts(2, textFromBase64)
	functions["endswith"] = ofTwoTexts(strings.HasSuffix)
	functions["startswith"] = ofTwoTexts(strings.HasPrefix)
	functions["strcontains"] = ofTwoTexts(strings.Contains)
	functions["legacy_isotime"] = function.New(&function.Spec{
		VarParam: &function.Parameter{Name: "format", Type: cty.String},
		Type:     function.StaticReturnType(cty.String),
		Impl:     isotime,
	})
	functions["rfc3339_parse"] = function.New(&function.Spec{
		Params: []function.Parameter{{Name: "timestamp", Type: cty.String}},
		Type:   function.StaticReturnType(timeType("unix", cty.Number)),
		Impl:   parseText,
	})
	functions["unix_timestamp_parse"] = function.New(&function.Spec{
		Params: []function.Parameter{{Name: "unix_timestamp", Type: cty.Number}},
		Type:   function.StaticReturnType(timeType("rfc3339", cty.String)),
		Impl:   parseUnix,
	})
	modes["functions"] = names
}

// names lists the functions, so that the tests call those that there are.
func names([]byte) string {
	var list []string
	for name := range functions {
		list = append(list, name)
	}
	sort.Strings(list)
	return "ok " + strings.Join(list, " ")
}

func ofTexts(count int, impl func([]string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params: texts(count),
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			var list []string
			for _, arg := range args {
				list = append(list, arg.AsString())
			}
			text, err := impl(list)
			return cty.StringVal(text), err
		},
	})
}

func ofTwoTexts(impl func(string, string) bool) function.Function {
	return function.New(&function.Spec{
		Params: texts(2),
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(impl(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

func texts(count int) []function.Parameter {
	var params []function.Parameter
	for i := 0; i < count; i++ {
		params = append(params, function.Parameter{Name: "text", Type: cty.String})
	}
	return params
}

func toBase64(content []byte) string {
	return base64.StdEncoding.EncodeToString(content)
}

func fromBase64(text string) ([]byte, error) {
	return base64.StdEncoding.DecodeString(text)
}

func validText(content []byte, err error) (string, error) {
	if err == nil && !utf8.Valid(content) {
		err = errors.New("not UTF-8")
	}
	return string(content), err
}

func named(name string) (encoding.Encoding, error) {
	found, err := ianaindex.IANA.Encoding(name)
	if err == nil && found == nil {
		err = errors.New("no encoding " + name)
	}
	return found, err
}

func textToBase64(a []string) (string, error) {
	found, err := named(a[1])
	if err != nil {
		return "", err
	}
	content, err := found.NewEncoder().Bytes([]byte(a[0]))
	return toBase64(content), err
}

func textFromBase64(a []string) (string, error) {
	found, err := named(a[1])
	if err != nil {
		return "", err
	}
	content, err := fromBase64(a[0])
	if err != nil {
		return "", err
	}
	text, err := found.NewDecoder().Bytes(content)
	if err == nil && strings.ContainsRune(string(text), utf8.RuneError) {
		err = errors.New("undefined in " + a[1])
	}
	return string(text), err
}

func isotime(args []cty.Value, _ cty.Type) (cty.Value, error) {
	switch len(args) {
	case 0:
		return cty.StringVal(start.Format(time.RFC3339)), nil
	case 1:
		return cty.StringVal(start.Format(args[0].AsString())), nil
	}
	return cty.NilVal, errors.New("too many layouts")
}

func timeType(extra string, extraType cty.Type) cty.Type {
	types := map[string]cty.Type{extra: extraType, "month_name": cty.String, "weekday_name": cty.String}
	for name := range timeNumbers(start) {
		types[name] = cty.Number
	}
	return cty.Object(types)
}

func timeNumbers(t time.Time) map[string]int {
	isoYear, isoWeek := t.ISOWeek()
	return map[string]int{
		"year": t.Year(), "year_day": t.YearDay(), "day": t.Day(), "month": int(t.Month()), "weekday": int(t.Weekday()),
		"hour": t.Hour(), "minute": t.Minute(), "second": t.Second(), "iso_year": isoYear, "iso_week": isoWeek,
	}
}

func timeValue(t time.Time, extra string, extraValue cty.Value) (cty.Value, error) {
	values := map[string]cty.Value{
		extra:          extraValue,
		"month_name":   cty.StringVal(t.Month().String()),
		"weekday_name": cty.StringVal(t.Weekday().String()),
	}
	for name, number := range timeNumbers(t) {
		values[name] = cty.NumberIntVal(int64(number))
	}
	return cty.ObjectVal(values), nil
}

func parseText(args []cty.Value, _ cty.Type) (cty.Value, error) {
	var t time.Time
	err := errors.New("no layout")
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05.999999999Z07:00"} {
		if t, err = time.Parse(layout, args[0].AsString()); err == nil {
			return timeValue(t, "unix", cty.NumberIntVal(t.Unix()))
		}
	}
	return cty.NilVal, err
}

func parseUnix(args []cty.Value, _ cty.Type) (cty.Value, error) {
	var seconds int64
	if err := gocty.FromCtyValue(args[0], &seconds); err != nil {
		return cty.NilVal, err
	}
	t := time.Unix(seconds, 0).UTC()
	return timeValue(t, "rfc3339", cty.StringVal(t.Format(time.RFC3339)))
}

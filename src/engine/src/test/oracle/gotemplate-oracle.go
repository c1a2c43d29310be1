// Answers what Go's own text/template and time packages make of an input, one line each way.
//
//	T <text>                              executes a template with the data below
//	L <layout> <second> <nano> <offset> <zone>  formats a time
//
// Texts are base64. The answer is OK <text>, BIN (a result that is not UTF-8) or ERR <message>.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"
)

type object = map[string]interface{}
type list = []interface{}

var data = object{
	"S": "hello", "Empty": "", "U": "h\u00e9llo \u4e16\u754c \U0001F389", "H": "<a href=\"x\">'&=\\</a>\u00a0\u200b",
	"I": 42, "N": -7, "Zero": 0, "F": 3.5, "Big": 1e21, "Small": 0.000001, "T": true, "B": false, "Null": nil,
	"L": list{"a", 1, true, nil, 2.5}, "EL": list{}, "EM": object{}, "NL": list{list{1, 2}, list{3}},
	"M":    object{"x": 1, "y": "two", "n": object{"deep": "end", "null": nil}, "Z": 0.1, "\u00e9": "e", "\U0001F389": "p", "\uff5e": "t"},
	"Text": "line1\nline2\ttab",
}

var functions = template.FuncMap{
	"upper":  strings.ToUpper,
	"add":    func(a, b int) int { return a + b },
	"concat": func(parts ...string) string { return strings.Join(parts, "+") },
	"same":   func(v interface{}) interface{} { return v },
	"fail":   func(s string) (string, error) { return "", errors.New(s) },
}

func execute(text string) (string, error) {
	t, err := template.New("root").Funcs(functions).Parse(text)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = t.Execute(&out, data)
	return out.String(), err
}

func formatTime(fields []string) (string, error) {
	second, _ := strconv.ParseInt(fields[2], 10, 64)
	nano, _ := strconv.ParseInt(fields[3], 10, 64)
	offset, _ := strconv.Atoi(fields[4])
	location := time.UTC
	if fields[5] != "UTC" {
		location = time.FixedZone(strings.TrimPrefix(fields[5], "-"), offset)
	}
	return time.Unix(second, nano).In(location).Format(decode(fields[1])), nil
}

func decode(text string) string {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		fields := strings.Split(in.Text(), " ")
		var result string
		var err error
		if fields[0] == "T" {
			result, err = execute(decode(fields[1]))
		} else {
			result, err = formatTime(fields)
		}
		switch {
		case err != nil:
			fmt.Fprintln(out, "ERR", base64.StdEncoding.EncodeToString([]byte(err.Error())))
		case !utf8.ValidString(result):
			fmt.Fprintln(out, "BIN")
		default:
			fmt.Fprintln(out, "OK", base64.StdEncoding.EncodeToString([]byte(result)))
		}
		out.Flush()
	}
}

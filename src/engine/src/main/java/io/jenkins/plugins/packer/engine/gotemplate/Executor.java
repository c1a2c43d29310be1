package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.GoValue.Absent;
import io.jenkins.plugins.packer.engine.gotemplate.GoValue.UnsignedByte;
import io.jenkins.plugins.packer.engine.gotemplate.Node.Pipeline;
import io.jenkins.plugins.packer.engine.gotemplate.Node.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks the statements of a template once. */
final class Executor {
    private static final int MAXIMUM_OUTPUT = 16 << 20;
    private static final int MAXIMUM_DEPTH = 400;
    private static final int MAXIMUM_STEPS = 2_000_000;

    /** How a statement ends. */
    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Source source;
    private final Map<String, List<Statement>> templates;
    private final Evaluator evaluator;
    private final StringBuilder out = new StringBuilder();
    private Scope scope = new Scope(null);
    private int depth;
    private int steps;

    Executor(Source source, FunctionNames functions, Map<String, List<Statement>> templates) {
        this.source = source;
        this.templates = templates;
        this.evaluator = new Evaluator(source, functions);
    }

    String execute(@Nullable Object data) throws GoTemplateException {
        Object dot = value(data, 0);
        scope = new Scope(dot == null ? Absent.ABSENT : dot);
        walk(scope.get(0), templates.getOrDefault(Parser.ROOT, List.of()));
        return out.toString();
    }

    private Flow walk(@Nullable Object dot, List<Statement> statements) throws GoTemplateException {
        if (++depth > MAXIMUM_DEPTH) {
            int offset = statements.isEmpty() ? 0 : statements.get(0).offset();
            throw source.error(
                    offset, "exceeded maximum template depth (" + MAXIMUM_DEPTH + "): does a template call itself?");
        }
        Flow flow = Flow.NEXT;
        for (int i = 0; i < statements.size() && flow == Flow.NEXT; i++) {
            countStep(statements.get(i).offset());
            flow = walk(dot, statements.get(i));
        }
        depth--;
        return flow;
    }

    private Flow walk(@Nullable Object dot, Statement statement) throws GoTemplateException {
        if (statement instanceof Node.Text text) {
            write(text.offset(), text.text());
        } else if (statement instanceof Node.Action action) {
            Object value = pipeline(dot, action.pipeline());
            if (action.pipeline().variables().isEmpty()) {
                print(action.offset(), value);
            }
        } else if (statement instanceof Node.Choice choice) {
            return choose(dot, choice);
        } else if (statement instanceof Node.Range range) {
            return repeat(dot, range);
        } else if (statement instanceof Node.Call call) {
            call(dot, call);
        } else if (statement instanceof Node.Break) {
            return Flow.BREAK;
        } else if (statement instanceof Node.Continue) {
            return Flow.CONTINUE;
        }
        return Flow.NEXT;
    }

    private Object pipeline(@Nullable Object dot, Pipeline pipeline) throws GoTemplateException {
        return evaluator.pipeline(scope, dot, pipeline);
    }

    private Flow choose(@Nullable Object dot, Node.Choice choice) throws GoTemplateException {
        int mark = scope.mark();
        Flow flow = Flow.NEXT;
        boolean chosen = false;
        for (int i = 0; i < choice.branches().size() && !chosen; i++) {
            Node.Branch branch = choice.branches().get(i);
            countStep(branch.condition().offset());
            Object value = pipeline(dot, branch.condition());
            if (GoValue.isTrue(value)) {
                chosen = true;
                flow = walk(branch.setsDot() ? value : dot, branch.body());
            }
        }
        @Nullable List<Statement> otherwise = choice.otherwise();
        if (!chosen && otherwise != null) {
            flow = walk(dot, otherwise);
        }
        scope.popTo(mark);
        return flow;
    }

    private Flow repeat(@Nullable Object dot, Node.Range range) throws GoTemplateException {
        int outer = scope.mark();
        Object value = pipeline(dot, range.pipeline());
        Flow flow = Flow.NEXT;
        boolean empty;
        if (value instanceof List<?> list) {
            empty = list.isEmpty();
            boolean goesOn = true;
            for (int i = 0; i < list.size() && goesOn; i++) {
                goesOn = once(range, (long) i, value(list.get(i), range.offset()));
            }
        } else if (value instanceof Map<?, ?> map) {
            empty = map.isEmpty();
            overMap(range, map);
        } else if (value instanceof Long || value instanceof UnsignedByte) {
            empty = overInteger(range, value);
        } else if (GoValue.isNil(value)) {
            empty = true;
        } else {
            throw source.error(range.offset(), "range can't iterate over a value of type " + GoValue.typeName(value));
        }
        @Nullable List<Statement> otherwise = range.otherwise();
        if (empty && otherwise != null) {
            flow = walk(dot, otherwise);
        }
        scope.popTo(outer);
        return flow;
    }

    private void overMap(Node.Range range, Map<?, ?> map) throws GoTemplateException {
        List<String> keys = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            keys.add(String.valueOf(key));
        }
        keys.sort(GoValue.STRING_ORDER);
        for (String key : keys) {
            if (!once(range, key, value(map.get(key), range.offset()))) {
                return;
            }
        }
    }

    /** Counts from 0, as newer versions of Go do; tells whether there was nothing to count. */
    private boolean overInteger(Node.Range range, Object value) throws GoTemplateException {
        if (range.pipeline().variables().size() > 1) {
            throw source.error(range.offset(), "can't use " + value + " to iterate over more than one variable");
        }
        long count = value instanceof Long number ? number : ((UnsignedByte) value).value();
        boolean goesOn = true;
        for (long i = 0; i < count && goesOn; i++) {
            countStep(range.offset());
            goesOn = once(range, i, i);
        }
        return count <= 0;
    }

    /** One round of a loop; tells whether there is to be another. */
    private boolean once(Node.Range range, Object index, @Nullable Object element) throws GoTemplateException {
        List<String> variables = range.pipeline().variables();
        boolean two = variables.size() > 1;
        if (range.pipeline().assigns() && !variables.isEmpty()) {
            scope.set(scope.find(variables.get(0)), two ? index : element);
            if (two) {
                scope.set(scope.find(variables.get(1)), element);
            }
        } else if (!variables.isEmpty()) {
            scope.setFromTop(0, element);
            if (two) {
                scope.setFromTop(1, index);
            }
        }
        int mark = scope.mark();
        countStep(range.offset());
        Flow flow = walk(element, range.body());
        scope.popTo(mark);
        return flow != Flow.BREAK;
    }

    private void call(@Nullable Object dot, Node.Call call) throws GoTemplateException {
        List<Statement> body = templates.get(call.name());
        if (body == null) {
            throw source.error(
                    call.offset(),
                    "template " + GoQuote.quote(call.name()) + " not defined: define it with {{define "
                            + GoQuote.quote(call.name()) + "}}");
        }
        @Nullable Pipeline pipeline = call.argument();
        Object argument = pipeline == null ? Absent.ABSENT : pipeline(dot, pipeline);
        Scope outer = scope;
        scope = new Scope(argument);
        walk(argument, body);
        scope = outer;
    }

    private void print(int offset, @Nullable Object value) throws GoTemplateException {
        try {
            write(offset, value instanceof String text ? text : GoPrinter.output(value));
        } catch (GoValueException e) {
            throw source.error(offset, e.getMessage());
        }
    }

    private void write(int offset, String text) throws GoTemplateException {
        if (text.length() > MAXIMUM_OUTPUT - out.length()) {
            throw source.error(offset, "the result is too long: more than " + MAXIMUM_OUTPUT + " characters");
        }
        out.append(text);
    }

    private void countStep(int offset) throws GoTemplateException {
        if (++steps > MAXIMUM_STEPS) {
            throw source.error(offset, "too many steps: more than " + MAXIMUM_STEPS + "; is a range too large?");
        }
    }

    private @Nullable Object value(@Nullable Object value, int offset) throws GoTemplateException {
        try {
            return GoValue.of(value);
        } catch (GoValueException e) {
            throw source.error(offset, e.getMessage());
        }
    }
}

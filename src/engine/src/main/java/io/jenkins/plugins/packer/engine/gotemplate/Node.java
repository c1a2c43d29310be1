package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a parsed template; each knows its offset into the text. */
sealed interface Node {

    int offset();

    /** What does something. */
    sealed interface Statement extends Node {}

    /** What has a value. */
    sealed interface Operand extends Node {}

    record Text(int offset, String text) implements Statement {}

    record Action(int offset, Pipeline pipeline) implements Statement {}

    record Break(int offset) implements Statement {}

    record Continue(int offset) implements Statement {}

    /** {@code if} with its {@code else if}s, or {@code with}, which sets the dot as well. */
    record Choice(
            int offset, List<Branch> branches, @Nullable List<Statement> otherwise) implements Statement {}

    record Branch(Pipeline condition, boolean setsDot, List<Statement> body) {}

    record Range(
            int offset,
            Pipeline pipeline,
            List<Statement> body,
            @Nullable List<Statement> otherwise) implements Statement {}

    record Call(int offset, String name, @Nullable Pipeline argument) implements Statement {}

    /**
     * Commands of which each gets the value of the one before.
     *
     * @param variables names, with the dollar sign, that get the value
     * @param assigns whether the variables exist already
     */
    record Pipeline(int offset, List<String> variables, boolean assigns, List<Command> commands) implements Operand {}

    record Command(int offset, List<Operand> words) {}

    record Dot(int offset) implements Operand {}

    record Nil(int offset) implements Operand {}

    record Bool(int offset, boolean value) implements Operand {}

    record Number(int offset, NumberLiteral literal) implements Operand {}

    record Str(int offset, String value) implements Operand {}

    record Field(int offset, List<String> names) implements Operand {}

    /** {@code $x.A.B}. */
    record Variable(int offset, String name, List<String> fields) implements Operand {}

    /** {@code (pipeline).A.B}. */
    record Chain(int offset, Operand operand, List<String> fields) implements Operand {}

    record Identifier(int offset, String name) implements Operand {}
}

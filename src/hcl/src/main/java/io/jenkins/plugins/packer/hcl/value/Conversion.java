package io.jenkins.plugins.packer.hcl.value;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of values to types and the search for a common type, by cty's rules. A safe conversion succeeds for every
 * value of the type; an unsafe one, such as string to number, may fail for some.
 */
public final class Conversion {
    private final ConversionStep step;

    Conversion(ConversionStep step) {
        this.step = step;
    }

    /**
     * The value as the language converts it where a type is expected; attributes that the type does not have are dropped
     * and optional ones that are missing become null.
     *
     * @throws ConversionException where it cannot be converted
     */
    public static Value convert(Value value, Type wanted) {
        boolean fits = wanted.isDynamic()
                || (wanted.isPrimitive()
                        ? value.type() == wanted
                        : value.type().equals(wanted.withoutOptionalAttributes()));
        if (fits) {
            return value;
        }
        ConversionStep step = ConversionStep.find(value.type(), wanted, true);
        if (step == null) {
            throw new ConversionException(Path.ROOT, mismatchMessage(value.type(), wanted));
        }
        return step.apply(value, Path.ROOT);
    }

    /** A conversion that succeeds for every value of {@code from}, if there is one. */
    public static Optional<Conversion> safe(Type from, Type to) {
        return of(ConversionStep.find(from, to, false));
    }

    /** A conversion that succeeds for at least some values of {@code from}, if there is one. */
    public static Optional<Conversion> unsafe(Type from, Type to) {
        return of(ConversionStep.find(from, to, true));
    }

    private static Optional<Conversion> of(@Nullable ConversionStep step) {
        return step == null ? Optional.empty() : Optional.of(new Conversion(step));
    }

    /** The type to which all of the types can safely be converted, if there is one. */
    public static Optional<Unification> unify(List<Type> types) {
        return Optional.ofNullable(new Unifier(false).unify(types));
    }

    /** The type to which values of all of the types might be converted, if there is one. */
    public static Optional<Unification> unifyUnsafe(List<Type> types) {
        return Optional.ofNullable(new Unifier(true).unify(types));
    }

    /** Why no value of one type can be had as another: a clause such as {@code string required, but have list}. */
    public static String mismatchMessage(Type given, Type wanted) {
        return MismatchMessage.of(given, wanted);
    }

    /**
     * Converts.
     *
     * @throws ConversionException where this value cannot be converted
     */
    public Value apply(Value value) {
        return step.apply(value, Path.ROOT);
    }
}

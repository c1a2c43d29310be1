package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code range}: the numbers from a start to before an end, in steps. */
final class NumberRange {
    private static final int MOST_VALUES = 1024;

    private NumberRange() {}

    static Value values(List<Value> arguments) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            throw new FunctionException("must have one, two, or three arguments");
        }
        BigNumber start =
                arguments.size() == 1 ? BigNumber.ZERO : arguments.get(0).asNumber();
        BigNumber end = arguments.get(arguments.size() == 1 ? 0 : 1).asNumber();
        BigNumber step =
                arguments.size() == 3 ? arguments.get(2).asNumber() : BigNumber.of(end.compareTo(start) < 0 ? -1 : 1);
        if (step.signum() == 0) {
            throw new FunctionException(2, "step must not be zero");
        }
        int direction = step.signum();
        if (end.compareTo(start) * direction < 0) {
            throw new FunctionException(
                    1,
                    direction < 0
                            ? "end must be less than start when step is negative"
                            : "end must be greater than start when step is positive");
        }
        List<Value> values = new ArrayList<>();
        for (BigNumber number = start; number.compareTo(end) * direction < 0; number = next(number, step)) {
            if (values.size() >= MOST_VALUES) {
                throw new FunctionException("more than 1024 values were generated; either decrease the difference"
                        + " between start and end or use a smaller step");
            }
            values.add(Value.number(number));
        }
        return Value.list(Type.NUMBER, values);
    }

    private static BigNumber next(BigNumber number, BigNumber step) {
        try {
            return number.add(step);
        } catch (ArithmeticException e) {
            throw new FunctionException("the step leads from one infinity to the other");
        }
    }
}

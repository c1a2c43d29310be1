package io.jenkins.plugins.packer.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BigNumberTest {
    private static BigNumber number(String text) {
        return BigNumber.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0, -0",
        "1p3, 8",
        "1e-30, 0.000000000000000000000000000001",
        "123456789012345678901234567890.5, 123456789012345678901234567890.5",
        "00012, 12",
        "2.50, 2.5",
        "Inf, +Inf",
        "-inf, -Inf"
    })
    void itIsWrittenWithTheFewestDigitsThatReadBack(String text, String written) {
        assertThat(number(text)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource({"''", "1e", "0x10", "1_000", "NaN", "--1", "' 1'", "1e2147483648", "1e99999999999999999999"})
    void whatIsNoNumberIsNotRead(String text) {
        assertThat(BigNumber.parse(text)).isEmpty();
    }

    @Test
    void aResultHasTheLargerPrecisionOfItsOperands() {
        assertThat(BigNumber.of(1).divide(BigNumber.of(3))).hasToString("0.33333333333333333334");
        assertThat(number("1").divide(number("3")).toString()).hasSize(157).endsWith("335");
        assertThat(number("0.1").add(number("0.2"))).hasToString("0.3");
    }

    @Test
    void aRemainderHasTheSignOfTheDividend() {
        assertThat(number("5").modulo(number("-3"))).hasToString("2");
        assertThat(number("-5.5").modulo(number("3"))).hasToString("-2.5");
        assertThat(number("5").modulo(number("0"))).hasToString("5");
    }

    @Test
    void divisionByZeroIsInfiniteAndOfZeroByZeroUndefined() {
        assertThat(number("-1").divide(number("0"))).isEqualTo(BigNumber.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> number("0").divide(number("0"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> BigNumber.POSITIVE_INFINITY.add(BigNumber.NEGATIVE_INFINITY))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aGiantExponentCostsNoTime() {
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(number("1e100000000")).hasToString("1e+100000000");
            assertThat(number("1e-100000000")).hasToString("1e-100000000");
            assertThat(number("1e500000000").multiply(number("1e500000000")).isInfinite())
                    .isTrue();
            assertThat(number("1e100000000").add(number("1e-100000000")).compareTo(number("1e100000000")))
                    .isZero();
        });
    }

    @Test
    void zerosOfEitherSignAreEqualButTwoMembersOfASet() {
        Value minus = Value.number(number("-0"));
        Value plus = Value.number(BigNumber.ZERO);
        assertThat(number("-0")).isEqualByComparingTo(BigNumber.ZERO).hasSameHashCodeAs(BigNumber.ZERO);
        assertThat(Operations.equal(minus, plus)).isEqualTo(Value.TRUE);
        assertThat(Value.set(List.of(plus, minus, plus)).elements()).containsExactly(minus, plus);
    }

    @Test
    void whatIsRoundedToAnIntegerIsNeverMinusZero() {
        assertThat(number("-0").floor()).hasToString("0");
        assertThat(number("-0").ceil()).hasToString("0");
        assertThat(number("-0.5").ceil()).hasToString("0");
    }

    @Test
    void numbersAreEqualAcrossPrecisions() {
        assertThat(BigNumber.of(0.1)).isEqualTo(number("0.1"));
        assertThat(BigNumber.of(7)).isEqualTo(number("7.0")).hasSameHashCodeAs(number("7.0"));
        assertThat(BigNumber.of(new BigDecimal("1e3"))).isEqualTo(BigNumber.of(1000));
    }

    @Test
    void itConvertsToJavasNumbers() {
        assertThat(number("-9223372036854775808").longValueExact()).isEqualTo(Long.MIN_VALUE);
        assertThat(number("9223372036854775808").isLong()).isFalse();
        assertThat(number("0.1").doubleValue()).isEqualTo(0.1);
        assertThat(number("-3.7").toBigInteger()).isEqualTo(BigInteger.valueOf(-3));
        assertThat(number("1e400").doubleValue()).isInfinite();
    }

    @Test
    void itIsRoundedToIntegersInBothDirections() {
        assertThat(number("-3.2").floor()).hasToString("-4");
        assertThat(number("3.2").floor()).hasToString("3");
        assertThat(number("-3.2").ceil()).hasToString("-3");
        assertThat(number("3.2").ceil()).hasToString("4");
    }
}

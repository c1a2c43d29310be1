package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions of IP networks.
 *
 * @see <a href="https://github.com/hashicorp/go-cty-funcs/tree/main/cidr">go-cty-funcs' cidr</a>
 */
final class CidrFunctions {
    /** A prefix is extended by no more bits in one call. */
    private static final int MOST_BITS = 32;

    private CidrFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "cidrhost" ->
                Function.takes("prefix", Type.STRING)
                        .and("hostnum", Type.NUMBER)
                        .returns(
                                Type.STRING,
                                arguments -> host(network(arguments), Arguments.wholeNumber(arguments.get(1))));
            case "cidrnetmask" ->
                Function.takes("prefix", Type.STRING)
                        .returns(
                                Type.STRING,
                                arguments -> Value.string(network(arguments).mask()));
            case "cidrsubnet" ->
                Function.takes("prefix", Type.STRING)
                        .and("newbits", Type.NUMBER)
                        .and("netnum", Type.NUMBER)
                        .returns(Type.STRING, CidrFunctions::subnet);
            case "cidrsubnets" ->
                Function.takes("prefix", Type.STRING)
                        .andAny("newbits", Type.NUMBER)
                        .returns(Type.list(Type.STRING), CidrFunctions::subnets);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static IpNetwork network(List<Value> arguments) {
        return IpNetwork.parse(arguments.get(0).asString())
                .orElseThrow(() -> new FunctionException(
                        0,
                        "invalid CIDR expression: invalid CIDR address: "
                                + arguments.get(0).asString()));
    }

    private static Value host(IpNetwork network, long number) {
        BigInteger size = BigInteger.ONE.shiftLeft(network.bits() - network.prefix());
        BigInteger offset = BigInteger.valueOf(number);
        // Negative numbers count from the end.
        BigInteger host = number < 0 ? size.add(offset) : offset;
        if (host.signum() < 0 || host.compareTo(size) >= 0) {
            throw new FunctionException(
                    1, "prefix of " + network.prefix() + " does not accommodate a host numbered " + number);
        }
        return Value.string(IpNetwork.address(network.address().add(host), network.bits()));
    }

    private static Value subnet(List<Value> arguments) {
        IpNetwork network = network(arguments);
        long bits = Arguments.wholeNumber(arguments.get(1), 1);
        long number = Arguments.wholeNumber(arguments.get(2), 2);
        if (bits < 0) {
            throw new FunctionException(1, "a prefix cannot be extended by fewer than no bits");
        }
        if (bits > MOST_BITS) {
            throw new FunctionException(1, "may not extend prefix by more than 32 bits");
        }
        int length = network.prefix() + (int) bits;
        if (length > network.bits()) {
            throw new FunctionException(
                    1, "insufficient address space to extend prefix of " + network.prefix() + " by " + bits);
        }
        if (number < 0 || number >= 1L << bits) {
            throw new FunctionException(
                    2, "prefix extension of " + bits + " does not accommodate a subnet numbered " + number);
        }
        BigInteger start = BigInteger.valueOf(number).shiftLeft(network.bits() - length);
        return Value.string(new IpNetwork(network.address().add(start), length, network.bits()).toString());
    }

    private static Value subnets(List<Value> arguments) {
        IpNetwork network = network(arguments);
        BigInteger free = network.address();
        BigInteger end = free.add(BigInteger.ONE.shiftLeft(network.bits() - network.prefix()));
        List<Value> subnets = new ArrayList<>();
        IpNetwork current = network;
        for (int i = 1; i < arguments.size(); i++) {
            int length = network.prefix() + extension(arguments.get(i), i);
            if (length > network.bits()) {
                throw new FunctionException(
                        i,
                        "would extend prefix to " + length + " bits, which is too long for an "
                                + (network.bits() == IpNetwork.BITS_4 ? "IPv4" : "IPv6") + " address");
            }
            BigInteger size = BigInteger.ONE.shiftLeft(network.bits() - length);
            BigInteger start =
                    free.add(size).subtract(BigInteger.ONE).divide(size).multiply(size);
            if (start.compareTo(end) >= 0) {
                throw new FunctionException(
                        i,
                        "not enough remaining address space for a subnet with a prefix of " + length + " bits after "
                                + current);
            }
            current = new IpNetwork(start, length, network.bits());
            free = start.add(size);
            subnets.add(Value.string(current.toString()));
        }
        return Value.list(Type.STRING, subnets);
    }

    private static int extension(Value value, int argument) {
        long bits = Arguments.wholeNumber(value, argument);
        if (bits < 1) {
            throw new FunctionException(argument, "must extend prefix by at least one bit");
        }
        if (bits > MOST_BITS) {
            throw new FunctionException(argument, "may not extend prefix by more than 32 bits");
        }
        return (int) bits;
    }
}

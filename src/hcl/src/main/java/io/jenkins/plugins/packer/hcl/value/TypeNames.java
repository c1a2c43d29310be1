package io.jenkins.plugins.packer.hcl.value;

import java.util.Map;

/** The ways in which a type is written: for people, as a type expression and as JSON. */
final class TypeNames {
    private TypeNames() {}

    static String friendly(Type type, boolean constraint) {
        if (type instanceof Type.Primitive primitive) {
            return primitive.keyword();
        }
        if (type instanceof Type.Collection collection) {
            String element = constraint && collection.element().isDynamic()
                    ? "any single type"
                    : friendly(collection.element(), constraint);
            return collection.kind() + " of " + element;
        }
        if (type instanceof Type.Capsule capsule) {
            return capsule.name();
        }
        if (type.isDynamic()) {
            return constraint ? "any type" : "dynamic";
        }
        return type.isTuple() ? "tuple" : "object";
    }

    static void appendExpression(Type type, StringBuilder text) {
        if (type instanceof Type.Collection collection) {
            text.append(collection.kind()).append('(');
            appendExpression(collection.element(), text);
            text.append(')');
        } else if (type instanceof Type.TupleType tuple) {
            text.append("tuple([");
            String separator = "";
            for (Type element : tuple.elements()) {
                text.append(separator);
                appendExpression(element, text);
                separator = ",";
            }
            text.append("])");
        } else if (type instanceof Type.ObjectType object) {
            text.append("object({");
            String separator = "";
            for (Map.Entry<String, Type> attribute : object.attributes().entrySet()) {
                text.append(separator);
                appendName(attribute.getKey(), text);
                text.append('=');
                appendExpression(attribute.getValue(), text);
                separator = ",";
            }
            text.append("})");
        } else {
            text.append(type.isDynamic() ? "any" : friendly(type, false));
        }
    }

    private static void appendName(String name, StringBuilder text) {
        if (isIdentifier(name)) {
            text.append(name);
        } else {
            Quoted.appendTo(text, name);
        }
    }

    private static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            boolean allowed = i == 0
                    ? Character.isUnicodeIdentifierStart(c)
                    : c == '-'
                            || c == '_'
                            || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
            if (!allowed) {
                return false;
            }
            i += Character.charCount(c);
        }
        return !name.isEmpty();
    }

    static void appendJson(Type type, StringBuilder text) {
        if (type instanceof Type.Collection collection) {
            text.append("[\"").append(collection.kind()).append("\",");
            appendJson(collection.element(), text);
            text.append(']');
        } else if (type instanceof Type.TupleType tuple) {
            text.append("[\"tuple\",[");
            String separator = "";
            for (Type element : tuple.elements()) {
                text.append(separator);
                appendJson(element, text);
                separator = ",";
            }
            text.append("]]");
        } else if (type instanceof Type.ObjectType object) {
            text.append("[\"object\",{");
            String separator = "";
            for (Map.Entry<String, Type> attribute : object.attributes().entrySet()) {
                text.append(separator);
                JsonText.appendString(text, attribute.getKey());
                text.append(':');
                appendJson(attribute.getValue(), text);
                separator = ",";
            }
            text.append('}');
            separator = ",[";
            for (String name : object.optional()) {
                text.append(separator);
                JsonText.appendString(text, name);
                separator = ",";
            }
            text.append(object.optional().isEmpty() ? "]" : "]]");
        } else if (type instanceof Type.Capsule) {
            throw new IllegalArgumentException("no JSON form of type " + type.friendlyName());
        } else {
            text.append('"').append(friendly(type, false)).append('"');
        }
    }
}

package io.jenkins.plugins.packer.optionindex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** The source of the class that tells what one record declares. */
final class RecordSource {
    private static final String CONFIG = "io.jenkins.plugins.packer.engine.config.";
    static final String OPTION = CONFIG + "Option";
    static final String GROUP = CONFIG + "Group";
    private static final String REFUSED = CONFIG + "Refused";

    private final TypeElement type;
    private final Elements elements;

    RecordSource(TypeElement type, Elements elements) {
        this.type = type;
        this.elements = elements;
    }

    /** The class's name: the record's with a suffix, in the record's package. */
    String name() {
        return elements.getBinaryName(type).toString().replace('$', '_') + "_Declared";
    }

    /** The class; empty for a record that it cannot be written for, which the engine then reads as it finds it. */
    Optional<String> text() {
        List<? extends RecordComponentElement> components = type.getRecordComponents();
        if (!isVisible() || components.stream().anyMatch(component -> declaration(component) == null)) {
            return Optional.empty();
        }
        String packageName = elements.getPackageOf(type).getQualifiedName().toString();
        String record = type.getQualifiedName().toString();
        StringBuilder text = new StringBuilder("package " + packageName + ";\n\n"
                + "import " + CONFIG + "*;\n\n"
                + "/** What {@link " + record + "} declares. */\n"
                + "public final class " + name().substring(packageName.length() + 1)
                + " implements DeclaredRecord<" + record + "> {\n"
                + "    @Override\n    public java.util.List<DeclaredComponent> components() {\n"
                + "        return java.util.List.of(");
        for (int i = 0; i < components.size(); i++) {
            text.append(i == 0 ? "\n" : ",\n").append("            ").append(declaration(components.get(i)));
        }
        text.append(");\n    }\n\n    @Override\n    public java.util.Map<String, String> refused() {\n");
        Map<String, String> refused = refused();
        text.append("        java.util.Map<String, String> refused = new java.util.LinkedHashMap<>();\n");
        refused.forEach((option, reason) ->
                text.append("        refused.put(" + literal(option) + ", " + literal(reason) + ");\n"));
        text.append("        return refused;\n    }\n\n    @Override\n    @SuppressWarnings(\"unchecked\")\n    public "
                + record + " construct(Object... values) {\n        return new " + record + "(");
        for (int i = 0; i < components.size(); i++) {
            text.append(i == 0 ? "" : ", ").append("(" + plain(components.get(i).asType()) + ") values[" + i + "]");
        }
        return Optional.of(text.append(");\n    }\n}\n").toString());
    }

    /** Whether a class of the same package can name the record. */
    private boolean isVisible() {
        for (Element element = type;
                element.getKind() != ElementKind.PACKAGE;
                element = element.getEnclosingElement()) {
            if (!(element instanceof TypeElement enclosing)
                    || element.getModifiers().contains(Modifier.PRIVATE)
                    || enclosing.getNestingKind() == NestingKind.LOCAL
                    || enclosing.getNestingKind() == NestingKind.ANONYMOUS) {
                return false;
            }
        }
        return true;
    }

    /** The expression for a component, or null if there is none. */
    private String declaration(RecordComponentElement component) {
        if (annotation(component, GROUP) != null) {
            return "DeclaredComponent.group(" + plain(component.asType()) + ".class)";
        }
        AnnotationMirror option = annotation(component, OPTION);
        String optionType = option == null ? null : optionType(component.asType());
        if (optionType == null) {
            return null;
        }
        String given = (String) value(option, "name");
        return "DeclaredComponent.option(new OptionModel("
                + literal(given.isEmpty() ? snakeCase(component.getSimpleName().toString()) : given) + ", "
                + optionType + ", "
                + literal((String) value(option, "doc")) + ", "
                + literal((String) value(option, "defaultValue")) + ", "
                + value(option, "required") + ", "
                + value(option, "sensitive") + ", "
                + "OptionModel.Rendering." + rendering(option) + ", "
                + value(option, "negative") + "), " + erased(component.asType()) + ".class)";
    }

    private String rendering(AnnotationMirror option) {
        if (Boolean.TRUE.equals(value(option, "renderedTwice"))) {
            return "TWICE";
        }
        return Boolean.TRUE.equals(value(option, "renderedLater")) ? "LATER" : "BEFORE";
    }

    private String optionType(TypeMirror mirror) {
        String name = erased(mirror);
        switch (name) {
            case "java.lang.String":
                return "OptionType.Scalar.STRING";
            case "boolean", "java.lang.Boolean":
                return "OptionType.Scalar.BOOLEAN";
            case "int", "java.lang.Integer":
                return "OptionType.Scalar.INTEGER";
            case "long", "java.lang.Long":
                return "OptionType.Scalar.LONG";
            case "double", "java.lang.Double":
                return "OptionType.Scalar.DOUBLE";
            case "java.time.Duration":
                return "OptionType.Scalar.DURATION";
            case "io.jenkins.plugins.packer.hcl.value.Value":
                return "OptionType.Scalar.ANY";
            default:
                return compoundType(mirror, name);
        }
    }

    private String compoundType(TypeMirror mirror, String name) {
        if (isRecord(mirror)) {
            return "new OptionType.BlockOf(ConfigurationSchema.of(" + name + ".class), false)";
        }
        List<? extends TypeMirror> arguments =
                mirror instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
        if (name.equals("java.util.List") && arguments.size() == 1) {
            TypeMirror element = arguments.get(0);
            if (isRecord(element)) {
                return "new OptionType.BlockOf(ConfigurationSchema.of(" + erased(element) + ".class), true)";
            }
            String inner = optionType(element);
            return inner == null ? null : "new OptionType.ListOf(" + inner + ")";
        }
        if (name.equals("java.util.Map")
                && arguments.size() == 2
                && erased(arguments.get(0)).equals("java.lang.String")) {
            String inner = optionType(arguments.get(1));
            return inner == null ? null : "new OptionType.MapOf(" + inner + ")";
        }
        return null;
    }

    private static boolean isRecord(TypeMirror mirror) {
        return mirror instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.RECORD;
    }

    private Map<String, String> refused() {
        List<AnnotationMirror> all = new ArrayList<>();
        AnnotationMirror single = annotation(type, REFUSED);
        AnnotationMirror several = annotation(type, REFUSED + ".All");
        if (single != null) {
            all.add(single);
        }
        if (several != null) {
            for (Object one : (List<?>) value(several, "value")) {
                all.add((AnnotationMirror) ((AnnotationValue) one).getValue());
            }
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (AnnotationMirror refused : all) {
            for (Object option : (List<?>) value(refused, "options")) {
                reasons.put((String) ((AnnotationValue) option).getValue(), (String) value(refused, "reason"));
            }
        }
        return reasons;
    }

    private static AnnotationMirror annotation(Element element, String name) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(name)) {
                return mirror;
            }
        }
        return null;
    }

    private Object value(AnnotationMirror mirror, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                elements.getElementValuesWithDefaults(mirror).entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return entry.getValue().getValue();
            }
        }
        throw new IllegalStateException(mirror + " has no " + name);
    }

    /** The type without annotations such as {@code @Nullable}, with its arguments. */
    private static String plain(TypeMirror mirror) {
        if (!(mirror instanceof DeclaredType declared)
                || declared.getTypeArguments().isEmpty()) {
            return erased(mirror);
        }
        List<String> arguments = new ArrayList<>();
        declared.getTypeArguments().forEach(argument -> arguments.add(plain(argument)));
        return erased(mirror) + "<" + String.join(", ", arguments) + ">";
    }

    private static String erased(TypeMirror mirror) {
        return mirror instanceof DeclaredType declared
                ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
                : mirror.getKind().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /** {@code keepInputArtifact} becomes {@code keep_input_artifact}. */
    private static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}

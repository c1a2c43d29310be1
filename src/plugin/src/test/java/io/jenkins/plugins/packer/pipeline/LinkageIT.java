package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Every type, method and field of Jenkins that the plugin's bytecode names exists in Jenkins with the same descriptor. What there
 * is, is in {@code jenkins-api.txt} and {@code jenkins-api-additions.txt}; the signatures that the plugin is compiled against are
 * not asked.
 */
class LinkageIT {
    private static final List<String> JENKINS =
            List.of("hudson/", "jenkins/", "org/jenkinsci/", "org/kohsuke/stapler/", "com/cloudbees/");

    private static final Map<String, List<String>> SUPERTYPES = new HashMap<>();
    private static final Set<String> MEMBERS = new HashSet<>();
    private static final Set<String> INTERFACES = new HashSet<>();

    @BeforeAll
    static void readList() throws IOException {
        for (String file : List.of("jenkins-api.txt", "jenkins-api-additions.txt")) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(LinkageIT.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(LinkageIT::add);
            }
        }
    }

    private static void add(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("class") || words[0].equals("interface")) {
            SUPERTYPES.put(words[1], words[2].isEmpty() ? List.of() : List.of(words[2].split(",")));
            if (words[0].equals("interface")) {
                INTERFACES.add(words[1]);
            }
        } else {
            MEMBERS.add(line);
        }
    }

    @Test
    void everythingOfJenkinsThatThePluginNamesIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        int[] references = {0};
        Path jar = Path.of(System.getProperty("packer.payload")).resolveSibling("lib/packer-pipeline.jar");
        try (JarFile classes = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> entries = classes.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class")) {
                    try (InputStream code = classes.getInputStream(entry)) {
                        new ClassReader(code).accept(new References(missing, references), 0);
                    }
                }
            }
        }
        assertThat(references[0]).isGreaterThan(300);
        assertThat(missing).isEmpty();
    }

    @Test
    void aMemberIsFoundInASupertypeAndAWrongDescriptorIsNot() {
        assertThat(has("", "method", "hudson/model/FreeStyleProject", "getLastBuild", "()Lhudson/model/Run;"))
                .isTrue();
        assertThat(has("", "method", "hudson/model/Run", "getNumber", "()J")).isFalse();
        assertThat(has("static ", "method", "hudson/model/Run", "getNumber", "()I"))
                .isFalse();
        assertThat(has("", "method", "hudson/model/Run", "getNumber", "()I")).isTrue();
    }

    private static boolean isJenkins(String type) {
        return JENKINS.stream().anyMatch(type::startsWith);
    }

    private static boolean has(String modifier, String kind, String owner, String name, String descriptor) {
        if (MEMBERS.contains(modifier + kind + " " + owner + " " + name + " " + descriptor)) {
            return true;
        }
        for (String supertype : SUPERTYPES.getOrDefault(owner, List.of())) {
            if (has(modifier, kind, supertype, name, descriptor)
                    || !isJenkins(supertype) && isOfJava(supertype, name)) {
                return true;
            }
        }
        return kind.equals("method") && isOfJava("java/lang/Object", name);
    }

    /** Whether a type of Java, such as a list, has a method of that name. */
    private static boolean isOfJava(String type, String name) {
        try {
            for (java.lang.reflect.Method method :
                    Class.forName(type.replace('/', '.')).getMethods()) {
                if (method.getName().equals(name)) {
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Looks at what the code of a class names. */
    private static final class References extends ClassVisitor {
        private final Set<String> missing;
        private final int[] count;

        References(Set<String> missing, int[] count) {
            super(Opcodes.ASM9);
            this.missing = missing;
            this.count = count;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type(parent, false);
            for (String one : interfaces) {
                type(one, true);
            }
        }

        private void type(String name, boolean isInterface) {
            if (name != null && isJenkins(name)) {
                count[0]++;
                if (!SUPERTYPES.containsKey(name) || INTERFACES.contains(name) != isInterface) {
                    missing.add((isInterface ? "interface " : "class ") + name);
                }
            }
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    member(opcode == Opcodes.INVOKESTATIC, "method", owner, method, type);
                    if (isJenkins(owner) && INTERFACES.contains(owner) != isInterface) {
                        missing.add("called as another kind of type: " + owner);
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
                    member(isStatic, "field", owner, field, type);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC;
                            member(isStatic, "method", handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }

                @Override
                public void visitTypeInsn(int opcode, String type) {
                    if (isJenkins(type)) {
                        count[0]++;
                        if (!SUPERTYPES.containsKey(type)) {
                            missing.add("type " + type);
                        }
                    }
                }
            };
        }

        private void member(boolean isStatic, String kind, String owner, String name, String descriptor) {
            if (isJenkins(owner)) {
                count[0]++;
                String modifier = isStatic ? "static " : "";
                if (!has(modifier, kind, owner, name, descriptor)) {
                    missing.add(modifier + kind + " " + owner + " " + name + " " + descriptor);
                }
            }
        }
    }
}

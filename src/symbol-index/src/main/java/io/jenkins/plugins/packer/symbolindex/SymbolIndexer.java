package io.jenkins.plugins.packer.symbolindex;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Lists the classes with {@code @Symbol} where Jenkins looks for them: {@code META-INF/services/annotations/org.jenkinsci.Symbol},
 * one binary class name a line (annotation-indexer 1.14 and newer, whose own processor is not on Maven Central).
 */
@SupportedAnnotationTypes(SymbolIndexer.SYMBOL)
public final class SymbolIndexer extends AbstractProcessor {
    static final String SYMBOL = "org.jenkinsci.Symbol";

    private final Set<String> classes = new TreeSet<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                classes.add(processingEnv
                        .getElementUtils()
                        .getBinaryName((TypeElement) element)
                        .toString());
            }
        }
        if (round.processingOver() && !classes.isEmpty()) {
            write();
        }
        return false;
    }

    private void write() {
        String path = "META-INF/services/annotations/" + SYMBOL;
        try (Writer index = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", path)
                .openWriter()) {
            for (String name : classes) {
                index.write(name + "\n");
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, path + " cannot be written: " + e);
        }
    }
}

package io.jenkins.plugins.packer.optionindex;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Writes a class beside each record of options, which tells what the record declares without its annotations being read
 * at run time: Java makes five classes before it has read the first one, and a build of the null builder has a hundred.
 * The class implements the engine's {@code DeclaredRecord}, whose Javadoc says what the engine does for a record that
 * has none.
 */
@SupportedAnnotationTypes({RecordSource.OPTION, RecordSource.GROUP})
public final class OptionIndexer extends AbstractProcessor {

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> records = new HashSet<>();
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                // The annotation stands on a component, and javac shows it on what comes of the component as well.
                if (element.getKind() == ElementKind.RECORD_COMPONENT) {
                    records.add((TypeElement) element.getEnclosingElement());
                }
            }
        }
        records.forEach(this::write);
        return false;
    }

    private void write(TypeElement type) {
        RecordSource source = new RecordSource(type, processingEnv.getElementUtils());
        Optional<String> text = source.text();
        if (text.isEmpty()) {
            return;
        }
        try (Writer file =
                processingEnv.getFiler().createSourceFile(source.name(), type).openWriter()) {
            file.write(text.get());
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, source.name() + " cannot be written: " + e, type);
        }
    }
}

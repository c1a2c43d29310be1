package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.List;

/** What has a value of its own to which others of its kind may refer: a local or a data source. */
sealed interface Declaration permits LocalDeclaration, DataDeclaration {

    /** As expressions name it: {@code local.region}, {@code data.http.release}. */
    String reference();

    /** Everything to which it refers. */
    List<Traversal> references();

    /** What is pointed at when it as a whole is meant. */
    SourceRange range();
}

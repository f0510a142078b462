package io.xisuan.cli.context;

import io.xisuan.billing.rendering.Language;
import io.xisuan.model.InputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One place where somebody works. What is not said is as if there were no context.
 *
 * @param name what the person calls it
 * @param kubeconfig the file that says how to reach the cluster
 * @param kubeContext which context of that file
 * @param namespace the namespace of the firm's jobs
 * @param store the store's JDBC URL, without a password: that is in PGPASSWORD or in ~/.pgpass
 * @param person who this is, as the books name that person
 * @param language what that person reads
 */
public record Context(
        String name,
        Optional<String> kubeconfig,
        Optional<String> kubeContext,
        Optional<String> namespace,
        Optional<String> store,
        Optional<String> person,
        Optional<Language> language) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:/-]{0,126}");
    private static final Pattern SECRET = Pattern.compile("(?i)[?&;](ssl)?password=|//[^/@]*:[^/@]*@");

    /** @throws InputException when the name is none, or the store's URL holds a password */
    public Context {
        if (!NAME.matcher(name).matches()) {
            throw InputException.of(
                    "context \"%s\": a name is letters, digits and ._@:/- and begins with a letter or digit"
                            .formatted(name));
        }
        if (store.filter(url -> SECRET.matcher(url).find()).isPresent()) {
            throw InputException.of(
                    "context %s: the store's URL holds a password; leave it out, and give it in $PGPASSWORD or ~/.pgpass"
                            .formatted(name));
        }
    }

    /** Returns whether it says how to reach a cluster. */
    public boolean namesCluster() {
        return kubeconfig.isPresent() || kubeContext.isPresent();
    }
}

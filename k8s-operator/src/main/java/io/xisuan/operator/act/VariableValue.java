package io.xisuan.operator.act;

/** What an environment variable of a worker is set to. */
public sealed interface VariableValue {
    /** A text, as it is. */
    record Text(String text) implements VariableValue {}

    /** One key of a Secret in the job's namespace; its content never passes through us. */
    record FromSecret(String secret, String key) implements VariableValue {
        public FromSecret {
            if (secret.isBlank() || key.isBlank()) {
                throw new IllegalArgumentException(
                        "A Secret is named with its key, not '%s' and '%s'".formatted(secret, key));
            }
        }
    }
}

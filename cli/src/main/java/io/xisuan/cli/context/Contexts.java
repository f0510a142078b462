package io.xisuan.cli.context;

import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places where a person works, and the one that is meant where none is named.
 *
 * @param current the name of that one, or nothing
 * @param contexts in the order in which they were made; no name twice
 */
public record Contexts(Optional<String> current, List<Context> contexts) {
    /** Nobody has logged in. */
    public static final Contexts NONE = new Contexts(Optional.empty(), List.of());

    /** @throws InputException when a name is there twice, or the current one is not there */
    public Contexts {
        contexts = List.copyOf(contexts);
        List<String> names = contexts.stream().map(Context::name).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw InputException.of("contexts: a name stands for two of %s".formatted(names));
        }
        if (current.filter(name -> !names.contains(name)).isPresent()) {
            throw InputException.of("current: there is no context %s, only %s".formatted(current.get(), names));
        }
    }

    /** Returns the context of that name. */
    public Optional<Context> named(String name) {
        return contexts.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Returns the one that is meant where none is named. */
    public Optional<Context> chosen() {
        return current.flatMap(this::named);
    }

    /** Returns these with one more, or with that one in place of its namesake; it is the current one. */
    public Contexts with(Context made) {
        List<Context> all = new ArrayList<>(contexts);
        int at = contexts.stream().map(Context::name).toList().indexOf(made.name());
        if (at < 0) {
            all.add(made);
        } else {
            all.set(at, made);
        }
        return new Contexts(Optional.of(made.name()), all);
    }

    /** Returns these without one. */
    public Contexts without(String name) {
        List<Context> left =
                contexts.stream().filter(each -> !each.name().equals(name)).toList();
        return new Contexts(current.filter(chosen -> !chosen.equals(name)), left);
    }
}

package io.xisuan.cli.approval;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Rights;
import io.xisuan.billing.control.Role;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code approval role}: who has which role. */
@Command(
        name = "role",
        description = "Who is clerk, controller, auditor or administrator: list, grant, revoke.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class RoleCommand {
    private final Clock clock = Clock.systemUTC();

    /** A person with the roles that stand. */
    record Holder(String person, List<String> roles) {}

    @Command(
            name = "list",
            description = "Lists who has which role.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval role list -o json"})
    int list(@Mixin DatabaseOption database, @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            print(new ControlBook(store).rights(), output);
        }
        return 0;
    }

    @Command(
            name = "grant",
            description = "Gives somebody a role; the first one of a store is that of an administrator.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval role grant wang controller --by li"})
    int grant(
            @Parameters(index = "0", paramLabel = "PERSON", description = "Who gets it.") String who,
            @Parameters(index = "1", paramLabel = "ROLE", description = "clerk, controller, auditor or administrator.")
                    String role,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return change(who, role, true, person, database, output);
    }

    @Command(
            name = "revoke",
            description = "Takes a role from somebody.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan approval role revoke wang controller --by li"})
    int revoke(
            @Parameters(index = "0", paramLabel = "PERSON", description = "Who loses it.") String who,
            @Parameters(index = "1", paramLabel = "ROLE", description = "clerk, controller, auditor or administrator.")
                    String role,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return change(who, role, false, person, database, output);
    }

    private int change(
            String who,
            String role,
            boolean granted,
            PersonOption person,
            DatabaseOption database,
            OutputOption output) {
        Principal principal = principal(who);
        try (Store store = database.openExisting()) {
            ControlBook book = new ControlBook(store);
            book.changeRole(principal, role(role), granted, person.principal(), clock.millis());
            print(book.rights(), output);
        }
        return 0;
    }

    private static Principal principal(String who) {
        try {
            return new Principal(who);
        } catch (IllegalArgumentException e) {
            throw InputException.of("PERSON: " + e.getMessage());
        }
    }

    private static Role role(String text) {
        for (Role role : Role.values()) {
            if (role.name().equals(text.toUpperCase(Locale.ROOT))) {
                return role;
            }
        }
        throw InputException.of("ROLE \"%s\" is none of clerk, controller, auditor, administrator".formatted(text));
    }

    private static void print(Rights rights, OutputOption output) {
        List<Holder> holders = new ArrayList<>();
        rights.roles()
                .forEach((who, roles) -> holders.add(new Holder(
                        who.name(),
                        new TreeSet<>(roles).stream().map(Role::name).toList())));
        Table.Builder table = Table.of(Column.name("person", "person"), Column.text("roles", "roles"));
        holders.forEach(holder -> table.row(holder.person(), String.join(", ", holder.roles())));
        output.print(holders, table.build());
        if (!rights.binding()) {
            output.output()
                    .say("No role was ever given: everybody may do everything, but nobody approves what he proposed.");
        }
    }
}

package io.xisuan.billing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final Principal LI = new Principal("li");
    private static final Principal WANG = new Principal("wang");
    private static final Proposal OF_LI = new Proposal(7, Deed.CLAIM, "claim-freeze/C-1", "{}", LI, 0);

    /** Every role by every action: y may, - may not. */
    private static final String TABLE = """
            action           CLERK CONTROLLER AUDITOR ADMINISTRATOR
            PROPOSE          y     y          -       -
            APPROVE          -     y          -       -
            REJECT           -     y          -       -
            WITHDRAW         y     y          -       -
            DRAFT            y     y          -       -
            REVIEW           -     y          -       -
            ISSUE            -     y          -       -
            CLOSE_MONTH      -     y          -       -
            RECORD_PAYMENT   y     y          -       -
            RECORD_E_INVOICE y     y          -       -
            AGREE_TERMS      -     y          -       -
            OPEN_DISPUTE     y     y          -       -
            RESOLVE_DISPUTE  -     y          -       -
            CHANGE_ROLES     -     -          -       y
            """;

    @Test
    void p25_the_table_of_roles_and_actions_is_whole() {
        StringBuilder table = new StringBuilder("action           CLERK CONTROLLER AUDITOR ADMINISTRATOR\n");
        for (Action action : Action.values()) {
            String row = String.format(
                    Locale.ROOT,
                    "%-16s %-5s %-10s %-7s %s",
                    action,
                    may(action, Role.CLERK),
                    may(action, Role.CONTROLLER),
                    may(action, Role.AUDITOR),
                    may(action, Role.ADMINISTRATOR));
            table.append(row).append('\n');
        }
        assertThat(table.toString()).isEqualTo(TABLE);
    }

    @Test
    void p25_nobody_decides_on_what_he_proposed_whatever_his_roles() {
        for (Deed deed : Deed.values()) {
            Proposal own = new Proposal(1, deed, "any/thing", "", LI, 0);
            for (Rights rights : Set.of(Rights.OPEN, with(LI, Set.of(Role.values())))) {
                assertThat(rights.refusal(LI, Action.APPROVE, own)).isPresent();
                assertThat(rights.refusal(LI, Action.REJECT, own)).isPresent();
                assertThat(rights.refusal(LI, Action.WITHDRAW, own)).isEmpty();
                assertThat(rights.refusal(WANG, Action.WITHDRAW, own)).isPresent();
            }
        }
    }

    @Test
    void p25_another_way_to_write_a_name_is_no_second_person() {
        assertThat(Rights.OPEN.refusal(new Principal(" Ｌi "), Action.APPROVE, OF_LI))
                .get()
                .extracting(Rights.Refusal::reason)
                .asString()
                .contains("li proposed AP-000007");
    }

    @Test
    void p25_invisible_characters_name_nobody() {
        for (String name : List.of("li\u200b", "l\u00adi", "li\u202e", "l\ni", " ", "")) {
            assertThatThrownBy(() -> new Principal(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Principal("阿依古丽·买买提").name()).isEqualTo("阿依古丽·买买提");
    }

    @Test
    void without_a_role_nobody_does_anything_once_roles_bind() {
        Rights rights = with(LI, Set.of(Role.ADMINISTRATOR));
        for (Action action : Action.values()) {
            assertThat(rights.refusal(WANG, action)).isPresent();
            assertThat(rights.refusal(LI, action).isEmpty()).isEqualTo(action == Action.CHANGE_ROLES);
        }
        assertThat(rights.refusal(WANG, Action.REVIEW).orElseThrow().reason())
                .isEqualTo("wang may not review drafts: that takes [CONTROLLER], and wang is nothing");
    }

    private static String may(Action action, Role role) {
        boolean alone = Rights.allows(role, action);
        assertThat(with(WANG, Set.of(role)).refusal(WANG, action).isEmpty()).isEqualTo(alone);
        return alone ? "y" : "-";
    }

    private static Rights with(Principal who, Set<Role> roles) {
        SortedMap<Principal, Set<Role>> given = new TreeMap<>();
        given.put(who, roles);
        return new Rights(given, true);
    }
}

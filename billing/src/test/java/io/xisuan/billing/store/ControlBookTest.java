package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Decided.Verdict;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.control.Role;
import io.xisuan.model.InputException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class ControlBookTest {
    private static final Principal LI = new Principal("li");
    private static final Principal WANG = new Principal("wang");

    @TempDir
    private Path folder;

    private String url = "";

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Store store;

    @SuppressWarnings("NullAway.Init") // made before each test
    private ControlBook control;

    @BeforeEach
    void open() {
        url = StoreFixture.url(folder);
        store = Store.open(url);
        control = new ControlBook(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Proposal proposed() {
        return control.propose(Deed.ADJUSTMENT, "unheard-of/1", "{\"fen\":1}", LI, 10);
    }

    @Test
    void proposing_again_is_the_same_proposal_and_something_else_has_to_wait() {
        Proposal first = proposed();
        assertThat(proposed()).isEqualTo(first);
        assertThatThrownBy(() -> control.propose(Deed.ADJUSTMENT, "unheard-of/1", "{\"fen\":2}", LI, 11))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("AP-000001 of li waits");
        assertThat(control.pending()).containsExactly(first);
    }

    @Test
    void p25_the_one_who_proposed_does_not_decide_and_only_he_withdraws() {
        Proposal proposal = proposed();
        assertThatThrownBy(() -> control.approve(proposal.number(), LI, "", 20)).isInstanceOf(RightsException.class);
        assertThatThrownBy(() -> control.end(proposal.number(), Verdict.REJECTED, LI, "no", 20))
                .isInstanceOf(RightsException.class);
        assertThatThrownBy(() -> control.end(proposal.number(), Verdict.WITHDRAWN, WANG, "", 20))
                .isInstanceOf(RightsException.class);
        assertThat(control.pending()).containsExactly(proposal);

        Decided rejected = control.end(proposal.number(), Verdict.REJECTED, WANG, "no proof", 20);
        assertThat(control.decided()).containsExactly(rejected);
        assertThatThrownBy(() -> control.approve(proposal.number(), WANG, "", 30))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was REJECTED by wang");
    }

    @Test
    void what_nothing_can_do_is_not_approved() {
        Proposal proposal = proposed();
        assertThatThrownBy(() -> control.approve(proposal.number(), WANG, "", 20))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it can only be rejected");
        assertThat(control.pending()).containsExactly(proposal);
    }

    @Test
    void p25_the_database_itself_refuses_an_approval_by_the_one_who_proposed() throws SQLException {
        Proposal proposal = proposed();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String decision : new String[] {"'APPROVED', 'li'", "'REJECTED', 'li'", "'WITHDRAWN', 'wang'"}) {
                assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO proposal_decision"
                                + " (number, verdict, decided_by, decided_at, reason, outcome) VALUES ("
                                + proposal.number() + ", " + decision + ", 1, '', '')"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("nobody decides on what he proposed");
            }
        }
    }

    @Test
    void roles_bind_from_the_first_administrator_on() {
        control.permit(WANG, Action.ISSUE);
        assertThatThrownBy(() -> control.changeRole(WANG, Role.CLERK, true, LI, 1))
                .isInstanceOf(InputException.class);
        control.changeRole(LI, Role.ADMINISTRATOR, true, LI, 1);
        assertThatThrownBy(() -> control.permit(WANG, Action.ISSUE)).isInstanceOf(RightsException.class);
        assertThatThrownBy(() -> control.changeRole(LI, Role.CONTROLLER, true, LI, 2))
                .isInstanceOf(RightsException.class)
                .hasMessageContaining("to himself");
        assertThatThrownBy(() -> control.changeRole(LI, Role.ADMINISTRATOR, false, LI, 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("last administrator");
        control.changeRole(WANG, Role.CONTROLLER, true, LI, 3);
        control.permit(WANG, Action.ISSUE);
        control.changeRole(WANG, Role.CONTROLLER, false, LI, 4);
        assertThatThrownBy(() -> control.permit(WANG, Action.ISSUE)).isInstanceOf(RightsException.class);
        assertThatThrownBy(this::proposed).isInstanceOf(RightsException.class);
    }

    @Test
    void a_proposal_that_was_changed_is_not_read() throws SQLException {
        proposed();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE proposal SET content = '{\"fen\":100}'"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(control.pending()).hasSize(1);
    }
}

package io.xisuan.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arrows of docs/ARCHITECTURE.md and the purity of the core, read from the compiled classes. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The servers that the tests of several modules share come as jars.
            .withImportOption(location -> !location.contains("/testbed/"))
            .importPackages("io.xisuan");

    /** Packages that calculate: values in, values out. */
    private static final String[] PURE = {
        "io.xisuan.model..",
        "io.xisuan.scheduler..",
        "io.xisuan.billing.usage..",
        "io.xisuan.billing.tariff..",
        "io.xisuan.billing.programme..",
        "io.xisuan.billing.rating..",
        "io.xisuan.billing.entitlement..",
        "io.xisuan.billing.subsidy..",
        "io.xisuan.billing.quote..",
        "io.xisuan.billing.ledger..",
        "io.xisuan.billing.invoice",
        "io.xisuan.billing.claim..",
        "io.xisuan.billing.notice..",
        "io.xisuan.operator.device..",
        "io.xisuan.operator.translate..",
        "io.xisuan.operator.market..",
        "io.xisuan.operator.metering.exposition..",
        "io.xisuan.operator.metering.lint..",
        "io.xisuan.operator.metering.evidence",
        "io.xisuan.operator.metering.evidence.columns..",
        "io.xisuan.operator.metering.lifecycle..",
        "io.xisuan.operator.metering.owners..",
        "io.xisuan.operator.metering.live..",
        "io.xisuan.operator.metering.scrape.plan.."
    };

    @Test
    void enough_classes_are_looked_at_for_the_rules_to_mean_something() {
        assertThat(CLASSES.size()).isGreaterThan(150);
        for (String pure : PURE) {
            String root = pure.replace("..", "");
            assertThat(CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith(root)))
                    .as("%s has classes", root)
                    .isTrue();
        }
    }

    @Test
    void model_sees_nothing_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.model..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.xisuan..").and(not(resideInAnyPackage("io.xisuan.model.."))))
                .check(CLASSES);
    }

    @Test
    void scheduler_and_billing_never_see_each_other() {
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.scheduler..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.xisuan.billing..", "io.xisuan.operator..", "io.xisuan.cli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.billing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.xisuan.scheduler..", "io.xisuan.operator..", "io.xisuan.cli..")
                .check(CLASSES);
    }

    @Test
    void the_operator_knows_no_command_line() {
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.operator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.xisuan.cli..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void only_the_operator_and_the_program_know_kubernetes() {
        noClasses()
                .that()
                .resideInAnyPackage("io.xisuan.model..", "io.xisuan.scheduler..", "io.xisuan.billing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..")
                .check(CLASSES);
    }

    @Test
    void only_translate_sees_custom_resources_and_core_types() {
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.operator.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.xisuan.scheduler..", "io.xisuan.billing..")
                .check(CLASSES);
    }

    @Test
    void metering_knows_no_price_and_no_voucher() {
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.operator.metering..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.xisuan.billing.tariff..",
                        "io.xisuan.billing.programme..",
                        "io.xisuan.billing.subsidy..",
                        "io.xisuan.billing.entitlement..",
                        "io.xisuan.billing.invoice..")
                .check(CLASSES);
    }

    @Test
    void packages_form_no_cycles() {
        for (String module : new String[] {"scheduler", "billing", "operator", "cli"}) {
            slices().matching("io.xisuan." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(CLASSES);
        }
    }

    @Test
    void pure_packages_do_no_input_or_output() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.net..",
                        "java.sql..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "java.util.concurrent.locks..")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(
                        java.io.File.class,
                        java.io.FileInputStream.class,
                        java.io.FileOutputStream.class,
                        Thread.class,
                        Random.class,
                        java.security.SecureRandom.class))
                .check(CLASSES);
    }

    @Test
    void only_the_store_and_the_journal_beside_it_know_a_database() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.xisuan.billing.store..", "io.xisuan.operator.metering.journal.postgresql")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void nothing_of_billing_but_the_store_touches_files_or_the_network() {
        noClasses()
                .that()
                .resideInAPackage("io.xisuan.billing..")
                .and()
                .resideOutsideOfPackage("io.xisuan.billing.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                .check(CLASSES);
    }

    @Test
    void pure_packages_never_ask_for_the_time() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(java.time.Clock.class))
                .check(CLASSES);
    }

    @Test
    void money_and_metered_quantities_have_no_floating_point() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.xisuan.model..", "io.xisuan.billing..")
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("io.xisuan.billing.invoice.rendering..", "io.xisuan.billing.rendering..")
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .check(CLASSES);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.xisuan.model..", "io.xisuan.billing..")
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("io.xisuan.billing.invoice.rendering..", "io.xisuan.billing.rendering..")
                .should()
                .notHaveRawReturnType(double.class)
                .andShould()
                .notHaveRawReturnType(float.class)
                .check(CLASSES);
    }
}

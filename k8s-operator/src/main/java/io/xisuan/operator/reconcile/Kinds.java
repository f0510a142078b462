package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.report.ResourceKind;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The reconcilers, one a kind. The framework finds out a reconciler's kind from its class, hence a class each; namespaces are
 * watched because their label says whose they are.
 */
record Kinds(
        Sites sites,
        Tenants tenants,
        Tariffs tariffs,
        Programmes programmes,
        Vouchers vouchers,
        Jobs jobs,
        Inquiries inquiries,
        Namespaces namespaces) {
    Kinds(Runnable changed, StatusBoard board, StatusWriter writer) {
        this(
                new Sites(changed, board, writer),
                new Tenants(changed, board, writer),
                new Tariffs(changed, board, writer),
                new Programmes(changed, board, writer),
                new Vouchers(changed, board, writer),
                new Jobs(changed, board, writer),
                new Inquiries(changed, board, writer),
                new Namespaces(changed));
    }

    /** Has a client read what it watches of our kinds at once as what they are, and not as a map first. */
    static void known(KubernetesSerialization reading) {
        List.of(
                        Site.class,
                        Tenant.class,
                        Tariff.class,
                        VoucherProgramme.class,
                        Voucher.class,
                        TrainingJob.class,
                        Inquiry.class)
                .forEach(reading::registerKubernetesResource);
    }

    /** Returns the reconcilers of our own kinds. */
    Map<ResourceKind, WishReconciler<?>> ofOurs() {
        Map<ResourceKind, WishReconciler<?>> ours = new EnumMap<>(ResourceKind.class);
        for (ResourceKind kind : ResourceKind.values()) {
            ours.put(kind, of(kind));
        }
        return ours;
    }

    private WishReconciler<?> of(ResourceKind kind) {
        return switch (kind) {
            case SITE -> sites;
            case TENANT -> tenants;
            case TARIFF -> tariffs;
            case VOUCHER_PROGRAMME -> programmes;
            case VOUCHER -> vouchers;
            case TRAINING_JOB -> jobs;
            case INQUIRY -> inquiries;
        };
    }

    @ControllerConfiguration(name = "sites", triggerReconcilerOnAllEvents = true)
    static final class Sites extends ReportingReconciler<Site> {
        Sites(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "tenants", triggerReconcilerOnAllEvents = true)
    static final class Tenants extends ReportingReconciler<Tenant> {
        Tenants(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "tariffs", triggerReconcilerOnAllEvents = true)
    static final class Tariffs extends ReportingReconciler<Tariff> {
        Tariffs(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "programmes", triggerReconcilerOnAllEvents = true)
    static final class Programmes extends ReportingReconciler<VoucherProgramme> {
        Programmes(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "vouchers", triggerReconcilerOnAllEvents = true)
    static final class Vouchers extends ReportingReconciler<Voucher> {
        Vouchers(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "jobs", triggerReconcilerOnAllEvents = true)
    static final class Jobs extends ReportingReconciler<TrainingJob> {
        Jobs(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "inquiries", triggerReconcilerOnAllEvents = true)
    static final class Inquiries extends ReportingReconciler<Inquiry> {
        Inquiries(Runnable changed, StatusBoard board, StatusWriter writer) {
            super(changed, board, writer);
        }
    }

    @ControllerConfiguration(name = "namespaces", triggerReconcilerOnAllEvents = true)
    static final class Namespaces extends WishReconciler<Namespace> {
        Namespaces(Runnable changed) {
            super(changed);
        }

        @Override
        UpdateControl<Namespace> report(Namespace resource, Context<Namespace> context) {
            return UpdateControl.noUpdate();
        }

        @Override
        void deleted(Namespace resource) {}
    }
}

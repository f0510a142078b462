package io.xisuan.benchmarks.cluster;

/** The invented site, price list and tenants of measurements, as an administrator would apply them. */
final class GroundTexts {
    static final String ACCELERATOR = "nvidia-h800-80g";

    static final String SITE = """
            ---
            apiVersion: xisuan.io/v1alpha1
            kind: Site
            metadata: {name: east}
            spec:
              name: {zh: 示例东数据中心, en: "Example data centre East"}
              supplier: example-compute
              jurisdiction: example/east
              mode: place
              nodeSelector: {xisuan.io/site: east}
              reclaimWithin: 120s
            """;

    static final String TARIFF = """
            ---
            apiVersion: xisuan.io/v1alpha1
            kind: Tariff
            metadata: {name: example-list}
            spec:
              supplier: example-compute
              vatRate: "0.06"
              invoiceItem: "*信息技术服务*算力服务"
              versions:
                - name: list-2026
                  from: "2026-01-01T00:00:00+08:00"
                  to: "2036-01-01T00:00:00+08:00"
                  billableFrom: gang-running
                  prices:
                    - {accelerator: nvidia-h800-80g, sites: [east], pricePerDeviceHour: "12.00"}
                  lostWork:
                    - {cause: owner-reclaim, credit: since-checkpoint}
                    - {cause: node-fault, credit: since-checkpoint}
                    - {cause: tenant, credit: none}
            """;

    private static final String TENANT = """
            ---
            apiVersion: xisuan.io/v1alpha1
            kind: Tenant
            metadata: {name: NAME}
            spec:
              name: {zh: 示例研究院, en: "Example institute NAME"}
              kind: institute
              sizeClass: not-applicable
              registration: example/east
              taxDomicile: example/east
              quota: {PARENTguaranteed: GUARANTEED, limit: LIMIT, weight: 1}
              creditLimit: "9000000.00"
              expectedWeight: "0"
            ---
            apiVersion: v1
            kind: Namespace
            metadata:
              name: NAME
              labels: {xisuan.io/tenant: NAME}
            ---
            apiVersion: xisuan.io/v1alpha1
            kind: Voucher
            metadata: {name: v-NAME, namespace: NAME}
            spec:
              tenant: NAME
              programme: example-east
              number: EX-NAME
              amount: "400000.00"
              grantedOn: "2026-01-01"
              validFrom: "2026-01-01"
              validTo: "2035-12-31"
              contractRef: CONTRACT
            """;

    private GroundTexts() {}

    /** Returns a tenant with its namespace and its voucher. */
    static String tenant(Tenancy tenancy) {
        return TENANT.replace(
                        "PARENT",
                        tenancy.parent()
                                .map(parent -> "parent: " + parent + ", ")
                                .orElse(""))
                .replace("GUARANTEED", Integer.toString(tenancy.guaranteed()))
                .replace("LIMIT", Integer.toString(tenancy.limit()))
                .replace("CONTRACT", tenancy.contract())
                .replace("NAME", tenancy.name());
    }
}

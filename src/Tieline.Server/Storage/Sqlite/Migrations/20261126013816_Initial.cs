using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tieline.Server.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agent_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    salesforce_user_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: true),
                    profile_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agents", x => new { x.tenant_id, x.agent_id });
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    who_id = table.Column<string>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true),
                    undo_of = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.tenant_id, x.entry_id });
                });

            migrationBuilder.CreateTable(
                name: "call_drafts",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    call_session_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: false),
                    who_id = table.Column<string>(type: "TEXT", nullable: true),
                    who_name = table.Column<string>(type: "TEXT", nullable: true),
                    what_id = table.Column<string>(type: "TEXT", nullable: true),
                    what_name = table.Column<string>(type: "TEXT", nullable: true),
                    disposition = table.Column<string>(type: "TEXT", nullable: true),
                    is_linked = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    notes_version = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_drafts", x => new { x.tenant_id, x.call_session_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "call_legs",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    call_session_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    seen = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_legs", x => new { x.tenant_id, x.call_session_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "call_logs",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    call_session_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    agent_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    found = table.Column<string>(type: "TEXT", nullable: true),
                    task_id = table.Column<string>(type: "TEXT", nullable: true),
                    written = table.Column<string>(type: "TEXT", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    problem_detail = table.Column<string>(type: "TEXT", nullable: true),
                    sent = table.Column<string>(type: "TEXT", nullable: true),
                    looks_wanted = table.Column<int>(type: "INTEGER", nullable: false),
                    looks_done = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_logs", x => new { x.tenant_id, x.call_session_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "call_sessions",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    call_session_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    legs = table.Column<byte[]>(type: "BLOB", nullable: false),
                    heard_at = table.Column<long>(type: "INTEGER", nullable: false),
                    check_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_sessions", x => new { x.tenant_id, x.call_session_id });
                });

            migrationBuilder.CreateTable(
                name: "cloud_grants",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cloud = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    access_token_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    refresh_token_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    access_expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    refresh_expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    signed_in_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cloud_grants", x => new { x.tenant_id, x.cloud, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    delivery_key = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered_revision = table.Column<long>(type: "INTEGER", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    remote_id = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    attempt_revision = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    unsure = table.Column<bool>(type: "INTEGER", nullable: false),
                    failure_kind = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    first_tried_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_tried_at = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.tenant_id, x.kind, x.delivery_key });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    dedupe_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    ordering_key = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => x.dedupe_key);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    reach = table.Column<int>(type: "INTEGER", nullable: false),
                    scope_id = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => new { x.tenant_id, x.key, x.reach, x.scope_id });
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state_hash = table.Column<string>(type: "TEXT", nullable: false),
                    cloud = table.Column<string>(type: "TEXT", nullable: false),
                    agent_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    expected_user = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    verifier_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_ins", x => new { x.tenant_id, x.state_hash });
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    default_country = table.Column<string>(type: "TEXT", nullable: false),
                    host_origins = table.Column<string>(type: "TEXT", nullable: false),
                    salesforce_org_id = table.Column<string>(type: "TEXT", nullable: true),
                    salesforce_instance = table.Column<string>(type: "TEXT", nullable: true),
                    salesforce_login = table.Column<string>(type: "TEXT", nullable: false),
                    salesforce_consumer_key = table.Column<string>(type: "TEXT", nullable: false),
                    salesforce_consumer_secret_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    webex_api = table.Column<string>(type: "TEXT", nullable: false),
                    webex_client_id = table.Column<string>(type: "TEXT", nullable: false),
                    webex_client_secret_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    launch_secret_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenants", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "used_launch_tokens",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    jti = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_used_launch_tokens", x => new { x.tenant_id, x.jti });
                });

            migrationBuilder.CreateTable(
                name: "webhook_subscriptions",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    webhook_key = table.Column<string>(type: "TEXT", nullable: false),
                    secret_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_subscriptions", x => new { x.tenant_id, x.person_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_agents_person_id",
                table: "agents",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agents_tenant_id_salesforce_user_id",
                table: "agents",
                columns: new[] { "tenant_id", "salesforce_user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_undo_of",
                table: "audit_entries",
                columns: new[] { "tenant_id", "undo_of" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_call_drafts_tenant_id_person_id_done_at",
                table: "call_drafts",
                columns: new[] { "tenant_id", "person_id", "done_at" });

            migrationBuilder.CreateIndex(
                name: "ix_call_legs_active",
                table: "call_legs",
                columns: new[] { "tenant_id", "person_id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_call_legs_over",
                table: "call_legs",
                column: "ended_at",
                filter: "ended_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_call_legs_tenant_id_person_id_started_at",
                table: "call_legs",
                columns: new[] { "tenant_id", "person_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_call_sessions_check",
                table: "call_sessions",
                column: "check_at",
                filter: "check_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_call_sessions_over",
                table: "call_sessions",
                column: "heard_at",
                filter: "check_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_cloud_grants_cloud_subject",
                table: "cloud_grants",
                columns: new[] { "cloud", "subject" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_dead",
                table: "deliveries",
                columns: new[] { "tenant_id", "asked_at" },
                filter: "state = 3");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_open",
                table: "deliveries",
                columns: new[] { "tenant_id", "kind", "due_at" },
                filter: "state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_settled",
                table: "deliveries",
                columns: new[] { "tenant_id", "settled_at" },
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_waiting",
                table: "inbox",
                columns: new[] { "state", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_tenant_id_expires_at",
                table: "sign_ins",
                columns: new[] { "tenant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tenants_salesforce_org_id",
                table: "tenants",
                column: "salesforce_org_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_used_launch_tokens_tenant_id_expires_at",
                table: "used_launch_tokens",
                columns: new[] { "tenant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_subscriptions_webhook_key",
                table: "webhook_subscriptions",
                column: "webhook_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "call_drafts");

            migrationBuilder.DropTable(
                name: "call_legs");

            migrationBuilder.DropTable(
                name: "call_logs");

            migrationBuilder.DropTable(
                name: "call_sessions");

            migrationBuilder.DropTable(
                name: "cloud_grants");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropTable(
                name: "tenants");

            migrationBuilder.DropTable(
                name: "used_launch_tokens");

            migrationBuilder.DropTable(
                name: "webhook_subscriptions");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tieline.Server.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "leaving_at",
                table: "tenants",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "personal_token_email",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "personal_token_name",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "personal_token_person_id",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "salesforce_certificate",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "salesforce_key_sealed",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "salesforce_user",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "salesforce_way",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "service_app_client_id",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "service_app_secret_sealed",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "webhooks_proved_at",
                table: "tenants",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "webhooks_proved_for",
                table: "tenants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "window_hash",
                table: "sign_ins",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "scope",
                table: "cloud_grants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "federation_id",
                table: "agents",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "not_user_since",
                table: "agents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cloud_refusals",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cloud = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cloud_refusals", x => new { x.tenant_id, x.cloud, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "doctor_checks",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", nullable: false),
                    says = table.Column<string>(type: "TEXT", nullable: false),
                    args = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    measure = table.Column<long>(type: "INTEGER", nullable: true),
                    can_fix = table.Column<bool>(type: "INTEGER", nullable: false),
                    ran_at = table.Column<long>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_doctor_checks", x => new { x.tenant_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "doctor_turns",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ran_at = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_doctor_turns", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "launch_keys",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    org_id = table.Column<string>(type: "TEXT", nullable: false),
                    next_sealed = table.Column<string>(type: "TEXT", nullable: true),
                    current_sealed = table.Column<string>(type: "TEXT", nullable: true),
                    former_sealed = table.Column<string>(type: "TEXT", nullable: true),
                    former_until = table.Column<long>(type: "INTEGER", nullable: true),
                    rotated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    record_id = table.Column<string>(type: "TEXT", nullable: true),
                    standing = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_launch_keys", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "leavings",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tenant_name = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    who_id = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    report_to = table.Column<string>(type: "TEXT", nullable: false),
                    is_dropped = table.Column<bool>(type: "INTEGER", nullable: false),
                    skipped = table.Column<int>(type: "INTEGER", nullable: true),
                    found = table.Column<string>(type: "TEXT", nullable: false),
                    remains = table.Column<string>(type: "TEXT", nullable: false),
                    waiting = table.Column<string>(type: "TEXT", nullable: true),
                    mail_problem = table.Column<string>(type: "TEXT", nullable: true),
                    mailed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leavings", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "person_corrections",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    salesforce_user_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_corrections", x => new { x.tenant_id, x.salesforce_user_id });
                });

            migrationBuilder.CreateTable(
                name: "refused_signatures",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    times = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refused_signatures", x => new { x.tenant_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    salesforce_user_id = table.Column<string>(type: "TEXT", nullable: false),
                    roles = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => new { x.tenant_id, x.salesforce_user_id });
                });

            migrationBuilder.CreateTable(
                name: "webhook_proofs",
                columns: table => new
                {
                    tenant_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proof_key = table.Column<string>(type: "TEXT", nullable: false),
                    secret_sealed = table.Column<string>(type: "TEXT", nullable: false),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_proofs", x => new { x.tenant_id, x.proof_key });
                });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_proofs_proof_key",
                table: "webhook_proofs",
                column: "proof_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cloud_refusals");

            migrationBuilder.DropTable(
                name: "doctor_checks");

            migrationBuilder.DropTable(
                name: "doctor_turns");

            migrationBuilder.DropTable(
                name: "launch_keys");

            migrationBuilder.DropTable(
                name: "leavings");

            migrationBuilder.DropTable(
                name: "person_corrections");

            migrationBuilder.DropTable(
                name: "refused_signatures");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "webhook_proofs");

            migrationBuilder.DropColumn(
                name: "leaving_at",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "personal_token_email",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "personal_token_name",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "personal_token_person_id",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "salesforce_certificate",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "salesforce_key_sealed",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "salesforce_user",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "salesforce_way",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "service_app_client_id",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "service_app_secret_sealed",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "webhooks_proved_at",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "webhooks_proved_for",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "window_hash",
                table: "sign_ins");

            migrationBuilder.DropColumn(
                name: "scope",
                table: "cloud_grants");

            migrationBuilder.DropColumn(
                name: "federation_id",
                table: "agents");

            migrationBuilder.DropColumn(
                name: "not_user_since",
                table: "agents");
        }
    }
}

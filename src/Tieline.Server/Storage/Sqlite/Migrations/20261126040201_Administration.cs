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
                name: "roles");

            migrationBuilder.DropTable(
                name: "webhook_proofs");

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
        }
    }
}

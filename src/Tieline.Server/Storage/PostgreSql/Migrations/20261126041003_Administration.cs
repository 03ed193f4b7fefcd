using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tieline.Server.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "window_hash",
                table: "sign_ins",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "launch_keys",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    org_id = table.Column<string>(type: "text", nullable: false),
                    next_sealed = table.Column<string>(type: "text", nullable: true),
                    current_sealed = table.Column<string>(type: "text", nullable: true),
                    former_sealed = table.Column<string>(type: "text", nullable: true),
                    former_until = table.Column<long>(type: "bigint", nullable: true),
                    rotated_at = table.Column<long>(type: "bigint", nullable: true),
                    record_id = table.Column<string>(type: "text", nullable: true),
                    standing = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    checked_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_launch_keys", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    salesforce_user_id = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => new { x.tenant_id, x.salesforce_user_id });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "launch_keys");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropColumn(
                name: "window_hash",
                table: "sign_ins");
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Users;

/// <summary>A role that we keep ourselves, for orgs without the package.</summary>
internal sealed class RoleRow
{
    public Guid TenantId { get; init; }
    public string SalesforceUserId { get; init; } = "";
    public WebexRoles Roles { get; set; }
}

internal sealed class RoleTable : IEntityTypeConfiguration<RoleRow>
{
    public void Configure(EntityTypeBuilder<RoleRow> builder)
    {
        builder.ToTable("roles");
        builder.HasKey(row => new { row.TenantId, row.SalesforceUserId });
    }
}

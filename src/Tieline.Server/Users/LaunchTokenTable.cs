using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Users;

/// <summary>A launch token that served; kept until it would be expired anyway.</summary>
internal sealed class UsedLaunchTokenRow
{
    public Guid TenantId { get; init; }
    public string Jti { get; init; } = "";
    public long ExpiresAt { get; init; }
}

internal sealed class UsedLaunchTokenTable : IEntityTypeConfiguration<UsedLaunchTokenRow>
{
    public void Configure(EntityTypeBuilder<UsedLaunchTokenRow> builder)
    {
        builder.ToTable("used_launch_tokens");
        builder.HasKey(row => new { row.TenantId, row.Jti });
        builder.HasIndex(row => new { row.TenantId, row.ExpiresAt });
    }
}

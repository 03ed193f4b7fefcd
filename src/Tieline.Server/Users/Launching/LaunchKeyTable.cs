using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// The keys with which a tenant's org signs launch tokens; one row a tenant. What is sealed opens with the key ring only.
/// <c>Next</c> is on its way into the org, <c>Current</c> is there, <c>Former</c> was there before and is taken for a while.
/// </summary>
internal sealed class LaunchKeyRow
{
    public Guid TenantId { get; init; }

    /// <summary>The org for which the keys were made, 18 characters: a refreshed sandbox is another one.</summary>
    public string OrgId { get; set; } = "";
    public string? NextSealed { get; set; }
    public string? CurrentSealed { get; set; }
    public string? FormerSealed { get; set; }
    public long? FormerUntil { get; set; }
    public long? RotatedAt { get; set; }

    /// <summary>The record of the current key in the org, 18 characters.</summary>
    public string? RecordId { get; set; }
    public string Standing { get; set; } = "";
    public string Detail { get; set; } = "";
    public long CheckedAt { get; set; }
}

internal sealed class LaunchKeyTable : IEntityTypeConfiguration<LaunchKeyRow>
{
    public void Configure(EntityTypeBuilder<LaunchKeyRow> builder)
    {
        builder.ToTable("launch_keys");
        builder.HasKey(row => row.TenantId);
    }
}

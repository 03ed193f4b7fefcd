using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Connections.Tokens;

/// <summary>A consent as stored: both tokens sealed.</summary>
internal sealed class GrantRow
{
    public Guid TenantId { get; init; }
    public string Cloud { get; init; } = "";
    public string Subject { get; init; } = "";
    public string AccessTokenSealed { get; set; } = "";
    public string RefreshTokenSealed { get; set; } = "";
    public long? AccessExpiresAt { get; set; }
    public long? RefreshExpiresAt { get; set; }
    public string State { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Scope { get; set; } = "";
    public long SignedInAt { get; set; }
    public long ChangedAt { get; set; }
    public long Version { get; set; }
}

internal sealed class GrantTable : IEntityTypeConfiguration<GrantRow>
{
    public void Configure(EntityTypeBuilder<GrantRow> builder)
    {
        builder.ToTable("cloud_grants");
        builder.HasKey(row => new { row.TenantId, row.Cloud, row.Subject });
        // A Webex person is served by one tenant at a time: the others are found by this.
        builder.HasIndex(row => new { row.Cloud, row.Subject });
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

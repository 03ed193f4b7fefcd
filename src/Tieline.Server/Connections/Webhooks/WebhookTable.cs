using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Connections.Webhooks;

/// <summary>Our registration for one person's calls as stored: the secret sealed.</summary>
internal sealed class WebhookRow
{
    public Guid TenantId { get; init; }
    public string PersonId { get; init; } = "";
    public string WebhookKey { get; init; } = "";
    public string SecretSealed { get; init; } = "";
    public bool IsActive { get; set; }
    public string Problem { get; set; } = "";
    public long CheckedAt { get; set; }
}

internal sealed class WebhookTable : IEntityTypeConfiguration<WebhookRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> builder)
    {
        builder.ToTable("webhook_subscriptions");
        builder.HasKey(row => new { row.TenantId, row.PersonId });
        builder.HasIndex(row => row.WebhookKey).IsUnique();
    }
}

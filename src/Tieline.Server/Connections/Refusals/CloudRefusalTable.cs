using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Connections.Refusals;

internal sealed class CloudRefusalRow
{
    public Guid TenantId { get; init; }
    public string Cloud { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Code { get; init; } = "";
    public string Words { get; init; } = "";
    public long At { get; init; }
}

internal sealed class CloudRefusalTable : IEntityTypeConfiguration<CloudRefusalRow>
{
    public void Configure(EntityTypeBuilder<CloudRefusalRow> builder)
    {
        builder.ToTable("cloud_refusals");
        builder.HasKey(row => new { row.TenantId, row.Cloud, row.Subject });
    }
}

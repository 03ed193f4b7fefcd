using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Connections.Connecting;

/// <summary>A temporary webhook that waits for its one delivery, on whichever server of the cluster it arrives.</summary>
internal sealed class ProofRow
{
    public Guid TenantId { get; init; }
    public string ProofKey { get; init; } = "";
    public string SecretSealed { get; init; } = "";
    public long BegunAt { get; init; }
    public string Outcome { get; set; } = "";
}

internal sealed class ProofTable : IEntityTypeConfiguration<ProofRow>
{
    public void Configure(EntityTypeBuilder<ProofRow> builder)
    {
        builder.ToTable("webhook_proofs");
        builder.HasKey(row => new { row.TenantId, row.ProofKey });
        builder.HasIndex(row => row.ProofKey).IsUnique();
    }
}

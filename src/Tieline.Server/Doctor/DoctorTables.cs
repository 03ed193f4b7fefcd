using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Doctor;

/// <summary>What a check found last.</summary>
internal sealed class CheckRow
{
    public Guid TenantId { get; init; }
    public string Name { get; init; } = "";
    public string Verdict { get; set; } = "";
    public string Says { get; set; } = "";
    public string Args { get; set; } = "";
    public string Evidence { get; set; } = "";
    public long? Measure { get; set; }
    public bool CanFix { get; set; }
    public long RanAt { get; set; }
    public long Since { get; set; }
}

/// <summary>When a tenant was examined last, and until when a server has taken the next turn.</summary>
internal sealed class TurnRow
{
    public Guid TenantId { get; init; }
    public long RanAt { get; init; }
    public long TakenUntil { get; init; }
}

internal sealed class CheckRowTable : IEntityTypeConfiguration<CheckRow>
{
    public void Configure(EntityTypeBuilder<CheckRow> builder)
    {
        builder.ToTable("doctor_checks");
        builder.HasKey(row => new { row.TenantId, row.Name });
    }
}

internal sealed class TurnTable : IEntityTypeConfiguration<TurnRow>
{
    public void Configure(EntityTypeBuilder<TurnRow> builder)
    {
        builder.ToTable("doctor_turns");
        builder.HasKey(row => row.TenantId);
    }
}

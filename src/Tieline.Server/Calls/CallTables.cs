using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Calls;

/// <summary>A call session as stored: its legs as JSON, and what the sweep needs to find it.</summary>
internal sealed class CallSessionRow
{
    public Guid TenantId { get; set; }

    public string CallSessionId { get; set; } = "";

    public long Version { get; set; }

    public byte[] Legs { get; set; } = [];

    /// <summary>The last time anything was heard or seen of it.</summary>
    public long HeardAt { get; set; }

    /// <summary>When to ask the cloud whether it still lives; null once it is over.</summary>
    public long? CheckAt { get; set; }
}

internal sealed class CallSessionTable : IEntityTypeConfiguration<CallSessionRow>
{
    public void Configure(EntityTypeBuilder<CallSessionRow> builder)
    {
        builder.ToTable("call_sessions");
        builder.HasKey(row => new { row.TenantId, row.CallSessionId });
        builder.HasIndex(row => row.CheckAt).HasFilter("check_at is not null").HasDatabaseName("ix_call_sessions_check");
        builder.HasIndex(row => row.HeardAt).HasFilter("check_at is null").HasDatabaseName("ix_call_sessions_over");
    }
}

/// <summary>One agent's call as stored: the <see cref="CallView"/> as JSON, and the columns by which it is found.</summary>
internal sealed class CallLegRow
{
    public Guid TenantId { get; set; }

    public string CallSessionId { get; set; } = "";

    public string PersonId { get; set; } = "";

    public long StartedAt { get; set; }

    public long? EndedAt { get; set; }

    public byte[] Seen { get; set; } = [];
}

internal sealed class CallLegTable : IEntityTypeConfiguration<CallLegRow>
{
    public void Configure(EntityTypeBuilder<CallLegRow> builder)
    {
        builder.ToTable("call_legs");
        builder.HasKey(row => new { row.TenantId, row.CallSessionId, row.PersonId });
        builder.HasIndex(row => new { row.TenantId, row.PersonId, row.StartedAt });
        builder.HasIndex(row => new { row.TenantId, row.PersonId }).HasFilter("ended_at is null").HasDatabaseName("ix_call_legs_active");
        builder.HasIndex(row => row.EndedAt).HasFilter("ended_at is not null").HasDatabaseName("ix_call_legs_over");
    }
}

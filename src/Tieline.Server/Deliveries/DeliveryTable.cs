using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Deliveries;

/// <summary>A delivery as stored; times are unix microseconds.</summary>
internal sealed class DeliveryRow
{
    public Guid TenantId { get; set; }

    public string Kind { get; set; } = "";

    public string DeliveryKey { get; set; } = "";

    /// <summary>The revision asked for; grows with each change.</summary>
    public long Revision { get; set; }

    /// <summary>The newest revision that the cloud shows; 0 before the first.</summary>
    public long DeliveredRevision { get; set; }

    public string Payload { get; set; } = "";

    public string? RemoteId { get; set; }

    /// <summary>A <see cref="DeliveryState"/>.</summary>
    public int State { get; set; }

    /// <summary>When it is to be tried; while it is being sent: when the lease ends.</summary>
    public long DueAt { get; set; }

    /// <summary>When the newest revision was to be tried; becomes <see cref="DueAt"/> when an older one, under way meanwhile, has ended.</summary>
    public long AskedDueAt { get; set; }

    /// <summary>Who sends it at the moment.</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>Tries of <see cref="AttemptRevision"/>, the one under way included.</summary>
    public int Attempt { get; set; }

    public long AttemptRevision { get; set; }

    /// <summary>Failures of one kind in a row, whatever the revision; drives the schedule.</summary>
    public int Failures { get; set; }

    /// <summary>When failures of this kind and content began.</summary>
    public long? FailingSince { get; set; }

    /// <summary>A try has begun whose effect is not known: set before the cloud is called, cleared by a certain answer.</summary>
    public bool Unsure { get; set; }

    /// <summary>A <see cref="Deliveries.FailureKind"/>, while it fails.</summary>
    public int? FailureKind { get; set; }

    public string? Reason { get; set; }

    public long AskedAt { get; set; }

    public long? FirstTriedAt { get; set; }

    public long? LastTriedAt { get; set; }

    public long? SettledAt { get; set; }

    /// <summary>Grows with each write; a claim carries the version it read.</summary>
    public long Version { get; set; }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(row => new { row.TenantId, row.Kind, row.DeliveryKey });
        builder.HasIndex(row => new { row.TenantId, row.Kind, row.DueAt }).HasFilter("state < 2").HasDatabaseName("ix_deliveries_open");
        builder.HasIndex(row => new { row.TenantId, row.SettledAt }).HasFilter("state = 2").HasDatabaseName("ix_deliveries_settled");
        builder.HasIndex(row => new { row.TenantId, row.AskedAt }).HasFilter("state = 3").HasDatabaseName("ix_deliveries_dead");
    }
}

/// <summary>Where a delivery stands. Waiting and sending are open; the page tells waiting ones that have failed apart by their failure kind.</summary>
public enum DeliveryState
{
    Waiting = 0,
    Sending = 1,
    Settled = 2,
    Dead = 3,
}

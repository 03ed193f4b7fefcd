using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Intake;

/// <summary>One thing the outside said, as stored.</summary>
internal sealed class InboxRow
{
    public Guid Id { get; set; }

    public Guid TenantId { get; set; }

    public string Subject { get; set; } = "";

    public string OrderingKey { get; set; } = "";

    public string PersonId { get; set; } = "";

    public string Source { get; set; } = "";

    public byte[] Body { get; set; } = [];

    public long ReceivedAt { get; set; }

    /// <summary>
    /// The event's own time (6 bytes, milliseconds since 1970), then 16 bytes of a SHA-256 over whose webhook it was and the raw body; the id for what is never
    /// taken for a repetition, which begins with a time too. A repetition tells the same time, and keys that grow with time keep inserts at the end of the index.
    /// </summary>
    public byte[] DedupeKey { get; set; } = [];

    /// <summary>0 waiting, 1 done, 2 dead.</summary>
    public int State { get; set; }

    /// <summary>Why a dead entry is dead.</summary>
    public string? Reason { get; set; }
}

internal sealed class InboxTable : IEntityTypeConfiguration<InboxRow>
{
    public void Configure(EntityTypeBuilder<InboxRow> builder)
    {
        builder.ToTable("inbox");
        // Each index costs each append. That which tells repetitions finds old entries too; by id only waiting ones are sought.
        builder.HasKey(row => row.DedupeKey);
        // Not by ordering key: that is random, and an index by it costs each append more than all else does. Whoever is woken is told the ids.
        builder.HasIndex(row => new { row.State, row.Id }).HasFilter("state = 0").HasDatabaseName("ix_inbox_waiting");
    }
}

"""The shipped record is sound, and each way to damage it is told in words that name the place."""

import hashlib
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

import geodata.record.check
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.record import loading, rules
from geodata.record.check import problems
from geodata.record.package import list_files

PLACES, EVENTS, HERITAGE = "places.geojson", "control_events.csv", "heritage_sites.geojson"
AFFILIATES, STATUSES, ATTACKS = "affiliates.geojson", "affiliate_status.csv", "attacks.geojson"
FIGURES, MILESTONES, SOURCES, PACKAGE = "published_figures.csv", "milestones.csv", "sources.csv", "datapackage.json"
PUBLISHERS = "publishers.csv"
READINGS, CORRECTIONS, FACTS = "second_readings.csv", "corrections.csv", "source_facts.csv"
ATLAS = "atlas.toml"

A_HANDFUL = 4
"""One fault may show in a few places; more would bury it."""

RINGS = {
    "sound": [[42.71, 35.58], [42.73, 35.58], [42.73, 35.6], [42.71, 35.6], [42.71, 35.58]],
    "unclosed": [[42.71, 35.58], [42.73, 35.58], [42.73, 35.6], [42.71, 35.6]],
    "clockwise": [[42.71, 35.58], [42.71, 35.6], [42.73, 35.6], [42.73, 35.58], [42.71, 35.58]],
    "crossing": [[42.71, 35.58], [42.73, 35.6], [42.71, 35.6], [42.73, 35.58], [42.71, 35.58]],
}


@dataclass(frozen=True)
class Damage:
    """An edit of one place of the record, and what the check must say of it."""

    edit: Any
    file: str
    id: str
    field: str
    says: str


DAMAGES: list[Damage] = []


def damage(file, row_id, field, says):
    """Register an edit; each function below is one kind of damage."""

    def register(edit):
        DAMAGES.append(Damage(edit, file, row_id, field, says))
        return edit

    return register


# Days


@damage(EVENTS, "mosul-daesh-2014", "event_date", '"2014-02-30" is not a day')
def a_day_that_no_calendar_has(record):
    record.change(EVENTS, "mosul-daesh-2014", event_date="2014-02-30")


@damage(EVENTS, "mosul-daesh-2014", "event_date", "not a day of the form YYYY-MM-DD")
def a_day_written_the_other_way_round(record):
    record.change(EVENTS, "mosul-daesh-2014", event_date="10/06/2014")


@damage(ATTACKS, "nice-2016-07-14", "event_date", "not a day of the form YYYY-MM-DD")
def a_month_where_a_day_belongs(record):
    record.change(ATTACKS, "nice-2016-07-14", event_date="2016-07")


@damage(EVENTS, "mosul-daesh-2014", "event_date", "nothing is given")
def an_event_without_a_day(record):
    record.change(EVENTS, "mosul-daesh-2014", event_date="")


@damage(STATUSES, "libya-holding-2014", "end_date", "is not after start_date 2014-11-13")
def an_end_before_its_start(record):
    record.change(STATUSES, "libya-holding-2014", end_date="2014-11-01")


@damage(STATUSES, "libya-holding-2014", "end_date", "half-open")
def an_end_on_the_day_of_its_start(record):
    record.change(STATUSES, "libya-holding-2014", end_date="2014-11-13")


@damage(EVENTS, "ain-issa-daesh-2014", "event_date", "outside its event_date_edtf '2013'")
def an_event_outside_its_edtf(record):
    record.change(EVENTS, "ain-issa-daesh-2014", event_date_edtf="2013")


@damage(EVENTS, "ain-issa-daesh-2014", "event_date_edtf", '"2014/2015" does not have the form')
def a_malformed_edtf(record):
    record.change(EVENTS, "ain-issa-daesh-2014", event_date_edtf="2014/2015")


@damage(EVENTS, "ain-issa-daesh-2014", "event_date_edtf", "not a date of the calendar")
def an_edtf_of_a_thirteenth_month(record):
    record.change(EVENTS, "ain-issa-daesh-2014", event_date_edtf="2014-13")


@damage(EVENTS, "ain-issa-daesh-2014", "event_date_edtf", "not a date of the calendar")
def an_edtf_at_the_end_of_all_days(record):
    record.change(EVENTS, "ain-issa-daesh-2014", event_date_edtf="9999-12")


@damage(AFFILIATES, "libya", "pledged_date_edtf", "'2014-10' stands beside no pledged_date")
def an_edtf_beside_no_date(record):
    record.change(AFFILIATES, "libya", pledged_date=None)


@damage(EVENTS, "raqqa-daesh-2014", "event_date", "2014-01-14 is outside its window 2014-01-12 to 2014-01-13")
def an_event_outside_its_window(record):
    record.change(EVENTS, "raqqa-daesh-2014", earliest_date="2014-01-12", latest_date="2014-01-13")


@damage(EVENTS, "raqqa-daesh-2014", "latest_date", "a window needs both its days")
def a_window_with_one_day_only(record):
    record.change(EVENTS, "raqqa-daesh-2014", latest_date="")


@damage(EVENTS, "mosul-daesh-2014", "earliest_date", "the day is not exact")
def an_inexact_day_without_a_window(record):
    record.change(EVENTS, "mosul-daesh-2014", event_date_edtf="2014-06")


@damage(EVENTS, "mosul-retaken-2017", "earliest_date", "the basis is 'area'")
def a_change_told_by_its_area_without_a_window(record):
    record.change(EVENTS, "mosul-retaken-2017", basis="area", confidence="medium")


@damage(MILESTONES, "mosul-2017", "facts", "'s88' is not an id in source_facts.csv")
def a_fact_that_the_source_page_does_not_have(record):
    record.change(MILESTONES, "mosul-2017", facts="s28;s88")


@damage(MILESTONES, "aqi-pledge-2004", "event_date", "2003-10-17 is outside the clock")
def a_day_before_the_clock(record):
    record.change(MILESTONES, "aqi-pledge-2004", event_date="2003-10-17")


@damage(EVENTS, "mosul-retaken-2017", "event_date", "its place is followed to 2019-12-31 alone")
def a_change_of_control_after_its_place_is_followed(record):
    record.change(EVENTS, "mosul-retaken-2017", event_date="2020-01-05")


@damage(PLACES, "mosul", "followed_until", "its country is followed as long, to 2019-12-31")
def a_place_followed_no_longer_than_its_country(record):
    record.change(PLACES, "mosul", followed_until="2019-12-31")


@damage(PLACES, "mosul", "followed_until", "2030-01-01 is outside the clock")
def a_place_followed_after_the_record_closes(record):
    record.change(PLACES, "mosul", followed_until="2030-01-01")


@damage(READINGS, "attacks-aden-2016-08-29", "table", "'rumours' is no table of the record")
def a_second_reading_of_no_table(record):
    record.change(READINGS, "attacks-aden-2016-08-29", table="rumours")


@damage(CORRECTIONS, "attacks-aden-2016-08-29-affiliate-id", "row_id", "'nobody' is not an id in attacks.geojson")
def a_correction_of_a_row_that_is_not_there(record):
    record.replace(CORRECTIONS, b",attacks,aden-2016-08-29,", b",attacks,nobody,")


@damage(FACTS, "s20", "shown_by", "the record has no 'milestones:rumour'")
def a_fact_shown_by_what_is_not_there(record):
    record.change(FACTS, "s20", shown_by="layer:territory;milestones:rumour")


@damage(FACTS, "s20", "translated", "'de' is no language of the record")
def a_fact_translated_into_no_language_of_the_record(record):
    record.change(FACTS, "s20", translated="en;de")


@damage(STATUSES, "libya-active-2016", "end_date", "after the day the record closes")
def an_end_after_the_record_closes(record):
    record.change(STATUSES, "libya-active-2016", end_date="2031-01-01")


@damage(AFFILIATES, "sinai", "recognised_date", "before the pledge on 2014-11-10")
def a_group_recognised_before_it_pledged(record):
    record.change(AFFILIATES, "sinai", recognised_date="2014-11-01")


@damage(HERITAGE, "arch-of-triumph", "confirmed_date", "before it was reported on 2015-10-04")
def a_damage_confirmed_before_it_was_reported(record):
    record.change(HERITAGE, "arch-of-triumph", confirmed_date="2015-10-01")


@damage(HERITAGE, "al-nuri-mosque", "reported_date", "before it happened on 2017-06-21")
def a_damage_reported_before_it_happened(record):
    record.change(HERITAGE, "al-nuri-mosque", reported_date="2017-06-20")


@damage(SOURCES, "20minutes-20180424-nmft", "accessed_date", "read before it was published")
def a_page_read_before_it_was_published(record):
    record.change(SOURCES, "20minutes-20180424-nmft", accessed_date="2018-01-01")


# Sources and confidence


@damage(EVENTS, "mosul-daesh-2014", "sources", "the source 'hearsay-2014' is not in sources.csv")
def a_source_that_is_not_listed(record):
    record.change(EVENTS, "mosul-daesh-2014", sources="reuters-20140610-mosul;mee-2014-iraq-timeline;hearsay-2014")


@damage(SOURCES, "hearsay-2014", "id", "no row cites this source")
def a_source_that_no_row_cites(record):
    record.copy_row(SOURCES, "geonames", id="hearsay-2014", url="https://hearsay.example/")


@damage(EVENTS, "mosul-daesh-2014", "sources", "the source 'reuters-20140610-mosul' is cited twice")
def a_source_cited_twice(record):
    record.change(
        EVENTS,
        "mosul-daesh-2014",
        sources="reuters-20140610-mosul;mee-2014-iraq-timeline;reuters-20140610-mosul",
    )


@damage(EVENTS, "mosul-daesh-2014", "sources", "nothing is given")
def a_change_without_a_source(record):
    record.change(EVENTS, "mosul-daesh-2014", sources="")


@damage(SOURCES, "geonames", "url", "2 sources have the address https://download.geonames.org/export/dump/")
def two_sources_with_one_address(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="", read_at="https://download.geonames.org/export/dump/")


@damage(SOURCES, "reuters-20140610-mosul", "url", "neither the page's own address nor that of a copy")
def a_page_without_an_address(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="", read_at="")


@damage(SOURCES, "reuters-20140610-mosul", "url", "dawn.com is no site of Reuters")
def an_agencys_report_with_the_address_of_a_copy(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="https://www.dawn.com/news/1/mosul-falls")


@damage(SOURCES, "reuters-20140610-mosul", "url", "is a front page")
def a_front_page_for_a_page(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="https://www.reuters.com/")


@damage(SOURCES, "reuters-20140610-mosul", "url", "is a feed")
def a_feed_for_a_page(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="https://www.reuters.com/world/rss")


@damage(SOURCES, "reuters-20140610-mosul", "url", "is a list of pages")
def a_tag_for_a_page(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="https://www.reuters.com/tag/mosul/")


@damage(SOURCES, "reuters-20140610-mosul", "read_at", "is a list of pages")
def a_search_for_a_copy(record):
    record.change(SOURCES, "reuters-20140610-mosul", read_at="https://copies.example/?s=mosul")


@damage(SOURCES, "reuters-20140610-mosul", "url", "by which way its reader came")
def an_address_that_tells_where_its_reader_came_from(record):
    record.change(SOURCES, "reuters-20140610-mosul", url="https://www.reuters.com/article/1?utm_source=feedburner")


@damage(SOURCES, "reuters-20140610-mosul", "origins", "'al-atlantis' is not an id in publishers.csv")
def an_origin_that_nobody_knows(record):
    record.change(SOURCES, "reuters-20140610-mosul", origins="reuters;al-atlantis")


@damage(SOURCES, "geonames", "publisher", "'al-atlantis' is not an id in publishers.csv")
def a_publisher_that_nobody_knows(record):
    record.change(SOURCES, "geonames", publisher="al-atlantis")


@damage(PUBLISHERS, "20-minutes", "id", "no source is this publisher's")
def a_publisher_without_a_source(record):
    record.change(SOURCES, "20minutes-20180424-nmft", publisher="sohr", origins="", url="https://www.syriahr.com/1")


@damage(PUBLISHERS, "sohr", "standing", "is not one of: independent")
def a_standing_that_there_is_not(record):
    record.change(PUBLISHERS, "sohr", standing="neutral")


@damage(SOURCES, "geonames", "accessed_date", "not a day of the form")
def a_fault_in_the_source_that_most_rows_cite(record):
    record.change(SOURCES, "geonames", accessed_date="today")


@damage(EVENTS, "ain-issa-daesh-2014", "confidence", "rests on its area is of medium confidence at most")
def a_change_told_by_its_area_with_high_confidence(record):
    record.change(EVENTS, "ain-issa-daesh-2014", confidence="high")


@damage(EVENTS, "mosul-daesh-2014", "confidence", "needs pages of two publishers")
def high_confidence_from_one_publisher(record):
    record.change(EVENTS, "mosul-daesh-2014", sources="reuters-20140610-mosul")


@damage(
    EVENTS, "raqqa-daesh-2014", "confidence", "two independent origins; there is Syrian Observatory for Human Rights"
)
def high_confidence_from_two_that_relay_one(record):
    record.change(EVENTS, "raqqa-daesh-2014", sources="afp-20140114-raqa;cnn-2014-raqqa")


@damage(EVENTS, "mosul-daesh-2014", "confidence", "needs two independent origins")
def high_confidence_from_a_report_and_an_encyclopaedia(record):
    record.change(EVENTS, "mosul-daesh-2014", sources="mee-2014-iraq-timeline;wikipedia-siege-of-kobani")


@damage(EVENTS, "mosul-retaken-2017", "confidence", "two independent origins; there is none")
def high_confidence_from_an_armys_own_words(record):
    record.change(EVENTS, "mosul-retaken-2017", sources="ecoi-2017-mosul;cri-20170711-mosul")


@damage(EVENTS, "mosul-retaken-2017", "confidence", "rests on the words of the side that gained alone")
def an_army_alone_with_medium_confidence_for_its_gain(record):
    record.change(EVENTS, "mosul-retaken-2017", sources="ecoi-2017-mosul;cri-20170711-mosul", confidence="medium")


@damage(ATTACKS, "nice-2016-07-14", "confidence", "rests on the words of a party to the conflict alone")
def a_party_alone_with_medium_confidence(record):
    record.change(ATTACKS, "nice-2016-07-14", sources="alalam-20140908-barwana", confidence="medium")


@damage(SOURCES, "dailystar-20140809-brigade-93", "id", "changes rest on this one report; 10 at most may")
def a_brief_that_carries_more_than_it_can(record):
    events = loading.rows("control_events", record.folder)
    cited = Counter(source for row in events for source in row["sources"].split(";"))
    spare = [row["id"] for row in events if all(cited[source] > 4 for source in row["sources"].split(";"))]
    for event in spare[:11]:
        record.change(EVENTS, event, sources="dailystar-20140809-brigade-93", confidence="low")


@damage(EVENTS, "abbasi-daesh-2014", "basis", "the day of their area is told as each one's own")
def a_day_of_an_area_told_as_that_of_each_place(record):
    chosen = [row["id"] for row in loading.rows("control_events", record.folder) if row["controller"] == "daesh"]
    for event in ["abbasi-daesh-2014", *[one for one in chosen if one != "abbasi-daesh-2014"][:8]]:
        record.change(
            EVENTS, event, event_date="2014-06-10", event_date_edtf="", earliest_date="", latest_date="",
            basis="place", sources="kuna-20140610-kirkuk", confidence="low",
        )  # fmt: skip


# Ids and references


@damage(EVENTS, "mosul-daesh-2014", "id", "the id 'mosul-daesh-2014' is given to 2 rows")
def two_rows_with_one_id(record):
    record.change(EVENTS, "raqqa-daesh-2014", id="mosul-daesh-2014")


@damage(HERITAGE, "hatra-site", "id", "given to 2 rows")
def two_sites_with_one_id(record):
    record.copy_row(HERITAGE, "hatra-site", name_en="Hatra again")


@damage(ATTACKS, "Nice 2016", "id", "does not have the form")
def an_id_that_no_address_could_hold(record):
    record.change(ATTACKS, "nice-2016-07-14", id="Nice 2016")


@damage(EVENTS, "mosul-daesh-2014", "controller", "'al-qaeda' is not an id in actors.csv")
def an_unknown_actor(record):
    record.change(EVENTS, "mosul-daesh-2014", controller="al-qaeda")


@damage(MILESTONES, "mosul-falls-2014", "place_id", "'atlantis' is not an id in places.geojson")
def an_unknown_place(record):
    record.change(MILESTONES, "mosul-falls-2014", place_id="atlantis")


@damage(ATTACKS, "sanaa-mosques-2015-03-20", "affiliate_id", "'atlantis' is not an id in affiliates.geojson")
def an_unknown_affiliate(record):
    record.change(ATTACKS, "sanaa-mosques-2015-03-20", affiliate_id="atlantis")


@damage(HERITAGE, "arch-of-triumph", "parent_id", "'petra' is not an id in heritage_sites.geojson")
def an_unknown_parent(record):
    record.change(HERITAGE, "arch-of-triumph", parent_id="petra")


@damage(HERITAGE, "hatra-site", "parent_id", "inside itself")
def a_site_that_is_its_own_parent(record):
    record.change(HERITAGE, "hatra-site", parent_id="hatra-site")


@damage(AFFILIATES, "khorasan", "parent_id", "inside itself")
def two_groups_that_are_each_other_s_parent(record):
    record.change(AFFILIATES, "khorasan", parent_id="pakistan")


@damage(AFFILIATES, "atlantis", "id", "has no status in affiliate_status.csv")
def an_affiliate_without_a_status(record):
    record.copy_row(AFFILIATES, "libya", id="atlantis")


@damage(STATUSES, "libya-holding-2015", "start_date", "begins before 'libya-holding-2014' has ended")
def two_statuses_at_once(record):
    record.change(STATUSES, "libya-holding-2014", end_date="2015-07-01")


@damage(STATUSES, "libya-holding-2015", "start_date", "begins before 'libya-holding-2014' has ended")
def a_status_that_never_ends_before_the_next(record):
    record.change(STATUSES, "libya-holding-2014", end_date="")


# Changes of control


@damage(EVENTS, "mosul-contested-2016", "event_date", "a second event of 'mosul' on 2014-06-10")
def two_changes_of_one_place_on_one_day(record):
    record.change(EVENTS, "mosul-contested-2016", event_date="2014-06-10")


@damage(EVENTS, "palmyra-retaken-2016", "controller", "changes nothing: 'daesh' already holds 'palmyra'")
def a_change_to_the_same_holder(record):
    record.change(EVENTS, "palmyra-retaken-2016", controller="daesh")


@damage(EVENTS, "mosul-daesh-2014", "controller", "changes nothing: 'iraq-government' already holds 'mosul'")
def a_first_change_to_the_first_holder(record):
    record.change(EVENTS, "mosul-daesh-2014", controller="iraq-government")


@damage(EVENTS, "baghuz-retaken-2019", "controller", "contested for good")
def a_place_left_contested_for_good(record):
    record.change(EVENTS, "baghuz-retaken-2019", controller="contested")


@damage(PLACES, "baghdad", "initial_controller", "no event and no recorded holder")
def a_place_with_neither_event_nor_holder(record):
    record.change(PLACES, "baghdad", initial_controller=None)


# Geometry


@damage(PLACES, "mosul", "geometry", "does not lie in its country IQ")
def a_point_outside_its_country(record):
    record.move(PLACES, "mosul", [2.3522, 48.8566])


@damage(PLACES, "palmyra", "geometry", "does not lie in its country SY")
def latitude_and_longitude_swapped(record):
    record.move(PLACES, "palmyra", [34.5624, 38.28402])


@damage(ATTACKS, "surabaya-2018-05-13", "geometry", "does not lie in its country ID")
def a_point_on_the_sea_nearer_to_another_country(record):
    record.move(ATTACKS, "surabaya-2018-05-13", [103.9, 1.5])


@damage(ATTACKS, "surabaya-2018-05-13", "geometry", "does not lie in its country ID")
def a_point_far_from_every_coast(record):
    record.move(ATTACKS, "surabaya-2018-05-13", [100.0, -9.0])


@damage(HERITAGE, "hatra-site", "country", "'XX' is not the ISO 3166 code of a country")
def a_country_that_is_none(record):
    record.change(HERITAGE, "hatra-site", country="XX")


@damage(PLACES, "palmyra", "geometry", "(38.28402, 95) is not a longitude and a latitude")
def a_latitude_beyond_the_pole(record):
    record.move(PLACES, "palmyra", [38.28402, 95])


@damage(PLACES, "palmyra", "geometry", "not those of a Point")
def coordinates_given_as_text(record):
    record.move(PLACES, "palmyra", ["38.28402", "34.5624"])


@damage(PLACES, "palmyra", "geometry", "not those of a Point")
def a_point_with_a_height(record):
    record.move(PLACES, "palmyra", [38.28402, 34.5624, 400])


@damage(PLACES, "palmyra", "geometry", "not those of a Point")
def a_point_without_coordinates(record):
    record.geometry(PLACES, "palmyra", {"type": "Point"})


@damage("territory_cells.geojson", "palmyra-control", "geometry", "overlaps a neighbour or leaves a gap")
def a_cell_that_lies_on_its_neighbours(record):
    record.geometry("territory_cells.geojson", "palmyra-control", {"type": "Polygon", "coordinates": [RINGS["sound"]]})


@damage(HERITAGE, "hatra-site", "geometry", "a ring is not closed")
def an_unclosed_ring(record):
    record.geometry(HERITAGE, "hatra-site", {"type": "Polygon", "coordinates": [RINGS["unclosed"]]})


@damage(HERITAGE, "hatra-site", "geometry", "a ring runs clockwise")
def a_clockwise_ring(record):
    record.geometry(HERITAGE, "hatra-site", {"type": "Polygon", "coordinates": [RINGS["clockwise"]]})


@damage(HERITAGE, "hatra-site", "geometry", "Self-intersection")
def a_ring_that_crosses_itself(record):
    record.geometry(HERITAGE, "hatra-site", {"type": "Polygon", "coordinates": [RINGS["crossing"]]})


@damage(ATTACKS, "nice-2016-07-14", "geometry", "the geometry is Polygon, expected is Point")
def an_area_where_a_point_belongs(record):
    record.geometry(ATTACKS, "nice-2016-07-14", {"type": "Polygon", "coordinates": [RINGS["sound"]]})


@damage(PLACES, "mosul", "geometry", "the geometry is nothing")
def a_place_without_a_location(record):
    record.geometry(PLACES, "mosul", None)


@damage(PLACES, "raqqa", "geometry", "the very coordinates of 'palmyra'")
def two_places_on_one_spot(record):
    record.move(PLACES, "palmyra", [39.00788, 35.95283])


# Names, notes and numbers


@damage(PLACES, "mosul", "name_ar", "nothing is given")
def a_missing_arabic_name(record):
    record.change(PLACES, "mosul", name_ar=None)


@damage(PLACES, "mosul", "name_ar", "'al-Mawsil' is not written in Arabic")
def an_arabic_name_in_latin_letters(record):
    record.change(PLACES, "mosul", name_ar="al-Mawsil")


@damage(PLACES, "mosul", "name_en", "'الموصل' is not written in Latin letters")
def an_english_name_in_arabic_letters(record):
    record.change(PLACES, "mosul", name_en="الموصل")


@damage(PLACES, "mosul", "name_en", "is not written in Latin letters")
def an_english_name_with_arabic_beside_it(record):
    record.change(PLACES, "mosul", name_en="Mosul (الموصل)")


@damage(MILESTONES, "mosul-falls-2014", "title_fr", "is not written in Latin letters")
def a_french_title_in_arabic_letters(record):
    record.change(MILESTONES, "mosul-falls-2014", title_fr="سقوط الموصل")


@damage(HERITAGE, "al-nuri-mosque", "note_fr", "there is a note in another language but none in this one")
def a_note_without_its_french(record):
    record.change(HERITAGE, "al-nuri-mosque", note_fr=None)


@damage(HERITAGE, "hatra-site", "note_ar", "there is a note in another language")
def a_note_in_one_language_only(record):
    record.change(HERITAGE, "hatra-site", note_en="Seen.", note_ar=None, note_fr=None)


@damage(HERITAGE, "al-nuri-mosque", "note_ar", "the note is not written in Arabic")
def an_arabic_note_in_english(record):
    record.change(HERITAGE, "al-nuri-mosque", note_ar="Each side blamed the other.")


@damage(PLACES, "mosul", "name_en", "a line end or another character that is not text")
def a_name_that_ends_with_a_line_end(record):
    record.change(PLACES, "mosul", name_en="Mosul\n")


@damage(EVENTS, "mosul-daesh-2014", "note_en", "a line end or another character that is not text")
def a_note_of_two_lines(record):
    record.change(EVENTS, "mosul-daesh-2014", note_en="One.\nTwo.")


@damage(PLACES, "mosul", "name_en", "character that is not text")
def a_name_with_half_a_character(record):
    record.replace(PLACES, b'"name_en":"Mosul"', b'"name_en":"Mosul\\ud800"')


@damage(PLACES, "mosul", "name_en", "character that is not text")
def a_name_with_what_is_no_character(record):
    record.change(PLACES, "mosul", name_en="Mosul\uffff")


@damage(EVENTS, "mosul-daesh-2014", "note_en", "character that is not text")
def a_note_with_what_no_xml_may_hold(record):
    record.change(EVENTS, "mosul-daesh-2014", note_en="One.\ufffe")


@damage(HERITAGE, "hatra-site", "note_fr", "holds '{{', with which a template begins what it runs")
def a_note_that_a_template_would_count(record):
    record.change(HERITAGE, "hatra-site", note_fr="Vu {{ 7*7 }}.")


@damage(EVENTS, "mosul-daesh-2014", "note_en", "holds '{%'")
def a_note_that_a_template_would_run(record):
    record.change(EVENTS, "mosul-daesh-2014", note_en="{% for x in y %}")


@damage(SOURCES, "geonames", "title", "holds '{#'")
def a_title_that_a_template_would_leave_out(record):
    record.change(SOURCES, "geonames", title="{# GeoNames #}")


@damage(PACKAGE, "", "", "holds '{{'")
def a_data_package_with_a_template(record):
    record.edit_document(PACKAGE, lambda document: document.update(title="{{ 7*7 }}"))


@damage(ATLAS, "", "", "holds '{%'")
def an_atlas_with_a_template(record):
    record.rewrite(ATLAS, lambda content: content + b"# {% x %}\n")


@damage(PLACES, "mosul", "name_en", "does not have the form")
def a_name_that_begins_with_a_space(record):
    record.change(PLACES, "mosul", name_en=" Mosul")


@damage(ATTACKS, "bardo-2015-03-18", "killed_max", "killed_max 21 is less than killed_min 22")
def a_highest_count_below_the_least(record):
    record.change(ATTACKS, "bardo-2015-03-18", killed_max=21)


@damage(ATTACKS, "bardo-2015-03-18", "killed_min", "killed_max is given without killed_min")
def a_highest_count_without_the_least(record):
    record.change(ATTACKS, "bardo-2015-03-18", killed_min=None)


@damage(ATTACKS, "bardo-2015-03-18", "killed_min", "-1")
def a_count_below_nought(record):
    record.change(ATTACKS, "bardo-2015-03-18", killed_min=-1)


@damage(ATTACKS, "bardo-2015-03-18", "killed_min", '"22" is given where a whole number or nothing is expected')
def a_count_given_as_text(record):
    record.change(ATTACKS, "bardo-2015-03-18", killed_min="22")


@damage(FIGURES, "dod-20150313-iraq-share", "value_max", "101 per cent is more than the whole")
def more_than_the_whole(record):
    record.change(FIGURES, "dod-20150313-iraq-share", value_max="101")


@damage(FIGURES, "dod-2014-iraq-area", "value_min", '"about 55000" is given where a number is expected')
def a_number_in_words(record):
    record.change(FIGURES, "dod-2014-iraq-area", value_min="about 55000")


@damage(FIGURES, "dod-2014-iraq-area", "value_max", '"nan" is given where a number is expected')
def a_cell_that_is_not_a_number(record):
    record.change(FIGURES, "dod-2014-iraq-area", value_max="nan")


@damage(FIGURES, "dod-2014-iraq-area", "value_max", '"inf" is given where a number is expected')
def a_number_without_end(record):
    record.change(FIGURES, "dod-2014-iraq-area", value_max="inf")


@damage(PLACES, "ain-issa", "population_year", "given together or not at all")
def a_population_without_its_year(record):
    record.change(PLACES, "ain-issa", population_year=None)


@damage(EVENTS, "mosul-daesh-2014", "means", '"magic" is not one of: assault, siege')
def a_value_that_is_not_in_the_list(record):
    record.change(EVENTS, "mosul-daesh-2014", means="magic")


# The form of a file


@damage(PLACES, "mosul", "id", "the key 'id' is given twice")
def a_key_given_twice(record):
    record.replace(PLACES, b'"id":"mosul",', b'"id":"mosul","id":"mosul",')


@damage(PLACES, "", "", "NaN is not a JSON number")
def a_number_that_is_none(record):
    record.replace(PLACES, b'"population":6730', b'"population":NaN')


@damage(PLACES, "", "", "a number has thousands of digits")
def a_number_of_thousands_of_digits(record):
    record.replace(PLACES, b'"population":6730', b'"population":' + b"9" * 5000)


@damage(PLACES, "", "", "the bytes are not canonical from line")
def a_whole_number_with_a_decimal_point(record):
    record.replace(PLACES, b'"population":6730', b'"population":6730.0')


@damage(EVENTS, "", "", "not canonical from line 2 on")
def rows_in_another_order(record):
    def swapped(content):
        head, first, second, *rest = content.splitlines(keepends=True)
        return b"".join([head, second, first, *rest])

    record.rewrite(EVENTS, swapped)


@damage(PLACES, "", "", "not canonical from line 2 on")
def spaces_between_the_members(record):
    record.replace(PLACES, b'{"type":"Feature",', b'{"type": "Feature", ')


@damage(EVENTS, "", "", "not canonical from line 1 on")
def line_ends_of_windows(record):
    record.rewrite(EVENTS, lambda content: content.replace(b"\n", b"\r\n"))


@damage(MILESTONES, "", "", "not canonical")
def no_line_end_at_the_end(record):
    record.rewrite(MILESTONES, lambda content: content.removesuffix(b"\n"))


@damage(EVENTS, "", "", "byte order mark")
def a_byte_order_mark(record):
    record.rewrite(EVENTS, lambda content: b"\xef\xbb\xbf" + content)


@damage(PLACES, "", "", "byte order mark")
def a_byte_order_mark_in_geojson(record):
    record.rewrite(PLACES, lambda content: b"\xef\xbb\xbf" + content)


@damage(EVENTS, "", "", "not UTF-8")
def a_table_in_the_arabic_code_page_of_windows(record):
    record.rewrite(EVENTS, lambda content: content.decode("utf-8").encode("cp1256", "replace"))


@damage(PLACES, "", "", "not UTF-8")
def geojson_that_is_not_utf_8(record):
    record.replace(PLACES, "الموصل".encode(), b"\xff\xfe")


@damage(PLACES, "", "", "not JSON")
def a_truncated_file(record):
    record.rewrite(PLACES, lambda content: content[: len(content) // 2])


@damage(ATTACKS, "", "", "not JSON")
def an_empty_geojson_file(record):
    record.rewrite(ATTACKS, lambda _: b"")


@damage(MILESTONES, "", "", "the file is empty")
def an_empty_table(record):
    record.rewrite(MILESTONES, lambda _: b"")


@damage(ATTACKS, "", "", "not a GeoJSON FeatureCollection")
def a_file_that_says_null(record):
    record.rewrite(ATTACKS, lambda _: b"null\n")


@damage(ATTACKS, "", "", "brackets are nested too deep")
def a_file_of_brackets(record):
    record.rewrite(ATTACKS, lambda _: b"[" * 100_000)


@damage(SOURCES, "", "", "the file is missing")
def a_missing_file(record):
    record.path(SOURCES).unlink()


@damage(EVENTS, "", "means", "the column 'means' is missing")
def a_missing_column(record):
    record.drop_column(EVENTS, "means")


@damage(PLACES, "mosul", "kind", "the column 'kind' is missing")
def a_member_missing_from_one_feature(record):
    record.replace(
        PLACES,
        b'"Nineveh","kind":"city","label_rank":1,"population":null,',
        b'"Nineveh","label_rank":1,"population":null,',
    )


@damage(EVENTS, "", "mood", "the column 'mood' is not in the schema")
def an_extra_column(record):
    record.add_column(EVENTS, "mood", "grim")


@damage(PLACES, "baghdad", "mood", "the column 'mood' is not in the schema")
def an_extra_member_of_one_feature(record):
    record.replace(PLACES, b'"id":"baghdad",', b'"id":"baghdad","mood":"grim",')


@damage(EVENTS, "", "", "not in the order of the schema")
def reordered_columns(record):
    record.add_column(EVENTS, "note_fr_again", "")
    record.drop_column(EVENTS, "means")
    record.replace(EVENTS, b"note_fr_again", b"means")


@damage(EVENTS, "mosul-daesh-2014", "", "cells, the header has 14")
def a_row_with_too_few_cells(record):
    record.replace(EVENTS, b"mosul-daesh-2014,mosul,2014-06-10,,,,", b"mosul-daesh-2014,mosul,2014-06-10,,")


@damage(PLACES, "", "crs", "has no place in a FeatureCollection")
def a_coordinate_system_beside_the_features(record):
    record.replace(PLACES, b'"type":"FeatureCollection",', b'"type":"FeatureCollection","crs":null,')


@damage(PLACES, "mosul", "bbox", "has no place in a Feature")
def a_foreign_member_in_a_feature(record):
    record.replace(
        PLACES,
        b'{"type":"Feature","properties":{"id":"mosul"',
        b'{"type":"Feature","bbox":[1,2,3,4],"properties":{"id":"mosul"',
    )


@damage(PLACES, "", "", "is not a GeoJSON Feature")
def a_feature_that_is_none(record):
    record.replace(
        PLACES, b'{"type":"Feature","properties":{"id":"mosul"', b'17,\n{"type":"Feature","properties":{"id":"mosul"'
    )


# The data package


@damage(PACKAGE, "", "as_of", "the member 'as_of' is missing")
def a_package_without_its_day(record):
    record.edit_document(PACKAGE, lambda document: document.pop("as_of"))


@damage(PACKAGE, "", "as_of", "'2024-02-30' is not a day of the calendar")
def a_package_that_closes_on_no_day(record):
    record.edit_document(PACKAGE, lambda document: document.update(as_of="2024-02-30"))


@damage(PACKAGE, "", "as_of", "is not after the clock's first day")
def a_package_that_closes_before_the_clock(record):
    record.edit_document(PACKAGE, lambda document: document.update(as_of="2001-01-01"))


@damage(PACKAGE, ATTACKS, "resources", "the file 'attacks.geojson' is not listed")
def a_package_that_does_not_list_a_file(record):
    def drop(document):
        document["resources"] = [entry for entry in document["resources"] if entry["path"] != ATTACKS]

    record.edit_document(PACKAGE, drop)


@damage(PACKAGE, "rumours.csv", "resources", "is listed but is not a file of the record")
def a_package_that_lists_a_file_that_is_none(record):
    record.edit_document(PACKAGE, lambda document: document["resources"].append({"path": "rumours.csv"}))


@damage(PACKAGE, PLACES, "schema", "the schema of 'places.geojson' is 'schema/places.schema.json'")
def a_package_that_names_another_schema(record):
    record.replace(PACKAGE, b"schema/places.schema.json", b"schema/attacks.schema.json")


@damage(PACKAGE, PLACES, "title", "the title of 'places.geojson' is 'Places with a history of control")
def a_package_that_calls_a_file_otherwise_than_its_schema(record):
    record.edit_document(PACKAGE, lambda document: document["resources"][0].update(title="Towns"))


@damage(PACKAGE, "", "resources", "the list of files is not that of the catalogue; 'python -m geodata build layers'")
def a_package_that_lists_its_files_in_another_order(record):
    record.edit_document(PACKAGE, lambda document: document["resources"].insert(1, document["resources"].pop(0)))


@damage(PACKAGE, PLACES, "licenses", "no licence is given for 'places.geojson'")
def a_file_without_a_licence(record):
    record.edit_document(PACKAGE, lambda document: document["resources"][0].pop("licenses"))


@damage(PACKAGE, "notes.txt", "", "is in the folder but is not a table of the record")
def a_stray_file(record):
    record.path("notes.txt").write_text("To do.", encoding="utf-8")


@damage(PACKAGE, "", "", "not JSON")
def a_malformed_package(record):
    record.rewrite(PACKAGE, lambda content: content.replace(b",", b";", 1))


@damage(PACKAGE, "", "", "not a JSON object")
def a_package_that_says_null(record):
    record.rewrite(PACKAGE, lambda _: b"null\n")


@damage(PACKAGE, "", "", "the file is missing")
def a_missing_package(record):
    record.path(PACKAGE).unlink()


@damage(PACKAGE, "", "version", "the key 'version' is given twice")
def a_key_given_twice_in_the_package(record):
    record.replace(PACKAGE, b'"version": "', b'"version": "0", "version": "')


@damage(PACKAGE, "", "", "the bytes are not canonical")
def a_package_laid_out_otherwise(record):
    record.replace(PACKAGE, b'  "version"', b'    "version"')


# What the atlas is of


@damage(ATLAS, "", "", "there is no such file in ")
def an_atlas_of_nothing(record):
    record.path(ATLAS).unlink()


@damage(ATLAS, "", "", "'opening_view' is 'mars', which is none of iraq-syria, iraq")
def an_atlas_that_opens_on_an_unknown_view(record):
    record.replace(ATLAS, b'opening_view = "iraq-syria"', b'opening_view = "mars"')


@damage(ATLAS, "", "group", "'rumour' is not an id in actors.csv")
def an_atlas_of_a_group_that_is_no_actor(record):
    record.replace(ATLAS, b'group = "daesh"', b'group = "rumour"')


@damage(ATLAS, "", "territory.last", "2030-12-31 is after the day the record closes, 2026-05-31")
def an_atlas_of_days_that_the_record_does_not_reach(record):
    record.rewrite(ATLAS, lambda content: content.replace(b"2019-12-31", b"2030-12-31"))


@damage(ATLAS, "", "followed.SY", "2030-12-31 is after the day the record closes, 2026-05-31")
def a_country_followed_longer_than_the_record_reaches(record):
    record.replace(ATLAS, b"SY = 2019-12-31", b"SY = 2030-12-31")


@damage(ATLAS, "", "detailed", "the basemap has no country 'XX'")
def an_atlas_of_a_country_that_the_basemap_does_not_have(record):
    record.replace(ATLAS, b'detailed = ["IQ", "LY", "SY"]', b'detailed = ["IQ", "LY", "SY", "XX"]')


@damage(ATLAS, "", "territory.projection", "is not a projection that PROJ knows")
def an_atlas_in_no_projection(record):
    record.replace(ATLAS, b"+proj=laea", b"+proj=flat")


@pytest.fixture(scope="module", autouse=True)
def each_file_is_validated_once():
    """Most files of most copies are as shipped; to check them again for each damage would take minutes.

    Rules of one table alone are remembered by its rows, which are the same list for the same bytes.
    """
    remembered = {}
    validate = geodata.record.check._check_file

    def once(table, folder):
        path = folder / table.file
        key = table, path.read_bytes() if path.exists() else None
        if key not in remembered:
            remembered[key] = validate(table, folder)
        return remembered[key]

    def once_for_rows(rule):
        known = {}

        def faults(rows):
            if id(rows) not in known:
                known[id(rows)] = rows, list(rule(rows))
            return known[id(rows)][1]

        return faults

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geodata.record.check, "_check_file", once)
        patch.setattr(rules, "_in_country", once_for_rows(rules._in_country))
        alone = tuple((table, once_for_rows(rule)) for table, rule in rules._OF_ONE_TABLE)
        patch.setattr(rules, "_OF_ONE_TABLE", alone)
        yield


@pytest.fixture(scope="module")
def shipped():
    return problems()


def test_the_shipped_record_has_no_problem(shipped):
    assert [str(problem) for problem in shipped] == []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.edit.__name__)
def test_damage_is_told_with_its_place(damage, record, shipped):
    damage.edit(record)

    found = [problem for problem in problems(record.folder) if problem not in shipped]

    told = [problem for problem in found if damage.says in problem.message]
    assert (damage.file, damage.id, damage.field) in [(problem.file, problem.id, problem.field) for problem in told], [
        str(problem) for problem in found
    ]
    assert len(found) <= A_HANDFUL, [str(problem) for problem in found]
    assert all("\n" not in str(problem) for problem in found)


def test_a_small_island_that_the_outlines_leave_out_is_no_problem(record, shipped):
    record.change(ATTACKS, "surabaya-2018-05-13", country="PH")
    record.move(ATTACKS, "surabaya-2018-05-13", [121.00222, 6.05222])
    list_files(record.folder)
    assert [problem for problem in problems(record.folder) if problem not in shipped] == []


def test_a_sound_area_in_place_of_a_point_is_no_problem(record, shipped):
    record.geometry(HERITAGE, "hatra-site", {"type": "Polygon", "coordinates": [RINGS["sound"]]})
    list_files(record.folder)

    assert [problem for problem in problems(record.folder) if problem not in shipped] == []


def test_two_faults_in_two_files_are_both_told(record, shipped):
    record.change(PLACES, "mosul", name_ar=None)
    record.change(EVENTS, "raqqa-daesh-2014", latest_date="")

    found = [problem for problem in problems(record.folder) if problem not in shipped]

    assert [(problem.file, problem.field) for problem in found] == [(EVENTS, "latest_date"), (PLACES, "name_ar")]


def check(folder):
    return subprocess.run(
        [sys.executable, "-m", "geodata", "check", "--folder", folder], capture_output=True, encoding="utf-8"
    )


def test_the_command_prints_nothing_for_a_sound_record(record):
    run = check(record.folder)

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_command_prints_one_line_a_problem(record, shipped):
    record.change(PLACES, "mosul", name_ar=None)
    record.change(EVENTS, "raqqa-daesh-2014", latest_date="")

    run = check(record.folder)

    lines = [line for line in run.stdout.splitlines() if line not in [str(problem) for problem in shipped]]
    assert lines == [
        "control_events.csv, raqqa-daesh-2014, latest_date: a window needs both its days",
        "places.geojson, mosul, name_ar: nothing is given where a text is expected",
    ]
    assert (run.returncode, run.stderr) == (1, "")


def test_the_command_says_when_there_is_no_folder(tmp_path):
    run = check(tmp_path / "nowhere")

    assert run.returncode == 2
    assert run.stderr.strip().endswith("nowhere is not a folder")
    assert len(run.stderr.splitlines()) == 1


# What is listed of each file


FILES = sorted(table.file for table in TABLES.values())


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith(".csv")])
def test_a_table_that_was_cut_at_the_end_of_a_line_is_told(file, record):
    lines = record.path(file).read_bytes().splitlines(keepends=True)
    record.path(file).write_bytes(b"".join(lines[: len(lines) // 2]))

    [told] = [str(problem) for problem in problems(record.folder) if (problem.file, problem.id) == (PACKAGE, file)]
    assert f"'{file}' has {len(lines) // 2 - 1} of the {len(lines) - 1} rows that are listed" in told
    assert "'python -m geodata build layers'" in told


def test_a_sound_change_is_told_with_what_there_is_to_do_and_then_it_is_sound(record):
    record.change(EVENTS, "mosul-daesh-2014", note_en="Taken by night.")

    [problem] = problems(record.folder)
    assert (problem.file, problem.id, problem.field) == (PACKAGE, EVENTS, "hash")
    assert problem.message.endswith("; 'python -m geodata build layers' lists the files anew")

    assert list_files(record.folder)
    assert problems(record.folder) == []
    assert not list_files(record.folder)


def test_every_file_is_listed_with_its_rows_and_its_hash():
    entries = {entry["path"]: entry for entry in loading.package().resources}
    for file in FILES:
        content = (LAYERS_FOLDER / file).read_bytes()
        assert entries[file]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert entries[SOURCES]["rows"] == len(pd.read_csv(LAYERS_FOLDER / SOURCES))
    assert entries[PLACES]["rows"] == len(gpd.read_file(LAYERS_FOLDER / PLACES))
